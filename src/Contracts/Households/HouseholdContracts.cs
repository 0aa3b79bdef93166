using PawPal.Contracts.Pets;

namespace PawPal.Contracts.Households;

/// <summary>Answer of <c>GET /api/v1/household</c>: the household the caller acts for.</summary>
/// <param name="Role">The caller's role: <c>owner</c>, <c>carer</c>, <c>sitter</c> or <c>viewer</c>.</param>
/// <param name="Country">ISO 3166-1 alpha-2; null when nobody said.</param>
/// <param name="IsDemo">True for a household made by "Try it"; it is deleted when its last session has ended.</param>
public sealed record HouseholdResponse(
    Guid Id,
    string Name,
    string TimeZone,
    string Role,
    bool IsDemo,
    string CallerName,
    IReadOnlyList<PetResponse> Pets,
    string? Country = null,
    int Version = 1) : IVersioned;

/// <summary>Headers that choose the household when a person belongs to several.</summary>
public static class HouseholdHeader
{
    /// <summary>Optional; a household id. Without it the household the caller joined first is meant.</summary>
    public const string Name = "PawPal-Household";
}

/// <summary>A household that a person belongs to.</summary>
public sealed record HouseholdListItem(Guid Id, string Name, string TimeZone, string Role, DateTimeOffset? EndsAt);

/// <summary>Answer of <c>GET /api/v1/households</c>, in the order in which the person joined.</summary>
public sealed record HouseholdsResponse(IReadOnlyList<HouseholdListItem> Households);

/// <summary>Body of <c>POST /api/v1/households</c>.</summary>
/// <param name="Name">1 to 80 characters.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="Country">ISO 3166-1 alpha-2; decides which poison line is shown.</param>
public sealed record FoundHouseholdRequest(string Name, string TimeZone, string? Country = null);

/// <summary>Body of <c>PUT /api/v1/household</c>; see <see cref="FoundHouseholdRequest"/>.</summary>
public sealed record ChangeHouseholdRequest(string Name, string TimeZone, string? Country = null);

/// <summary>A household as it is edited.</summary>
public sealed record HouseholdDetails(Guid Id, string Name, string TimeZone, string? Country, int Version) : IVersioned;

/// <summary>Body of <c>POST /api/v1/household/delete</c>.</summary>
/// <param name="Name">The household's name, typed again.</param>
public sealed record DeleteHouseholdRequest(string Name);

/// <summary>Somebody who belongs to the household.</summary>
/// <param name="Role"><c>owner</c>, <c>carer</c>, <c>sitter</c> or <c>viewer</c>.</param>
/// <param name="EndsAt">Until when; null for as long as they like.</param>
public sealed record MemberResponse(
    Guid AccountId, string Name, string Role, DateTimeOffset JoinedAt, DateTimeOffset? EndsAt, bool IsCaller);

/// <summary>Answer of <c>GET /api/v1/household/members</c>.</summary>
public sealed record MembersResponse(IReadOnlyList<MemberResponse> Members);

/// <summary>Body of <c>PUT /api/v1/household/members/{accountId}</c>.</summary>
/// <param name="AccountId">In the path.</param>
/// <param name="EndsAt">A sitter's last moment; at most two years ahead.</param>
public sealed record ChangeMemberRequest(Guid AccountId, string Role, DateTimeOffset? EndsAt = null);

/// <summary>Body of <c>POST /api/v1/household/hand-over</c>: the caller becomes a carer.</summary>
public sealed record HandOverRequest(Guid AccountId);

/// <summary>Body of <c>POST /api/v1/household/invitations</c>.</summary>
/// <param name="Role">Of whoever accepts.</param>
/// <param name="Days">Until the invitation ends: 1 to 30, 7 when left out.</param>
/// <param name="Uses">How many may accept: 1 to 50, 1 when left out.</param>
/// <param name="MembershipEndsAt">Sitter only: when their access ends.</param>
public sealed record InviteRequest(
    string Role, int? Days = null, int? Uses = null, DateTimeOffset? MembershipEndsAt = null);

/// <summary>An invitation as it is listed; its code is told once.</summary>
public sealed record InvitationResponse(
    Guid Id, string Role, DateTimeOffset? MembershipEndsAt, int Uses, int MostUses, DateTimeOffset ExpiresAt);

/// <summary>The only answer that has the code.</summary>
/// <param name="Code">Ten letters and digits in two groups, to be read out.</param>
/// <param name="Link">The same as a path of the pages.</param>
public sealed record NewInvitationResponse(InvitationResponse Details, string Code, string Link);

/// <summary>Invitations that may still be accepted.</summary>
public sealed record InvitationsResponse(IReadOnlyList<InvitationResponse> Invitations);

/// <summary>Body of <c>POST /api/v1/invitations/preview</c> and <c>/accept</c>.</summary>
public sealed record InvitationCodeRequest(string Code);

/// <summary>What an invitation opens.</summary>
public sealed record InvitationPreview(
    Guid HouseholdId, string Household, string Role, DateTimeOffset? MembershipEndsAt);
