using PawPal.Contracts.Care;
using PawPal.Contracts.Households;

namespace PawPal.Web.Session;

/// <summary>Who stands at the door.</summary>
internal abstract record Visit
{
    internal sealed record SignedOut : Visit;

    /// <summary>The access token has ended, and there is a refresh token the browser can trade for a new one.</summary>
    internal sealed record Expired : Visit;

    /// <summary>The backend gave no usable answer, so nobody knows.</summary>
    internal sealed record Unknown : Visit;

    internal sealed record SignedIn(HouseholdResponse Household, CareTodayResponse Today) : Visit;
}
