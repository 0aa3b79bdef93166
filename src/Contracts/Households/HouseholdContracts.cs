using PawPal.Contracts.Pets;

namespace PawPal.Contracts.Households;

/// <summary>Answer of <c>GET /api/v1/household</c>: the household the caller acts for.</summary>
/// <param name="Role">The caller's role: <c>owner</c>, <c>carer</c>, <c>sitter</c> or <c>viewer</c>.</param>
/// <param name="IsDemo">True for a household made by "Try it"; it is deleted when its last session has ended.</param>
public sealed record HouseholdResponse(
    Guid Id,
    string Name,
    string TimeZone,
    string Role,
    bool IsDemo,
    string CallerName,
    IReadOnlyList<PetResponse> Pets);

/// <summary>Headers that choose the household when a person belongs to several.</summary>
public static class HouseholdHeader
{
    /// <summary>Optional; a household id. Without it the household the caller joined first is meant.</summary>
    public const string Name = "PawPal-Household";
}
