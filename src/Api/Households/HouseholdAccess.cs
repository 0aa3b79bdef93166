using FastEndpoints;

namespace PawPal.Api.Households;

/// <summary>Endpoint metadata: the least role that may call it. <see cref="HouseholdScope"/> enforces it.</summary>
internal sealed record HouseholdAccess(HouseholdRole AtLeast)
{
    /// <summary>Every member, also a viewer.</summary>
    public static readonly HouseholdAccess Read = new(HouseholdRole.Viewer);

    /// <summary>Log care: every member but a viewer.</summary>
    public static readonly HouseholdAccess Write = new(HouseholdRole.Sitter);

    /// <summary>Decide who belongs to the household, and whether it stays.</summary>
    public static readonly HouseholdAccess Own = new(HouseholdRole.Owner);

    /// <summary>Change what the household consists of, such as its pets.</summary>
    public static readonly HouseholdAccess Keep = new(HouseholdRole.Carer);
}

internal static class HouseholdAccessExtensions
{
    /// <summary>
    /// Call it in <c>Configure</c> of every endpoint that works on household data. The handler then finds
    /// <see cref="Caller"/>; a caller who may not act never reaches it.
    /// </summary>
    public static void RequireHousehold(this BaseEndpoint endpoint, HouseholdAccess access) =>
        endpoint.Definition.Options(route => route.WithMetadata(access));

    /// <summary>The caller as <see cref="HouseholdScope"/> found it.</summary>
    /// <exception cref="InvalidOperationException">The endpoint lacks <see cref="RequireHousehold"/>.</exception>
    public static HouseholdCaller Caller(this HttpContext http) =>
        http.Features.Get<HouseholdCaller>()
        ?? throw new InvalidOperationException("This endpoint did not ask for a household.");
}
