namespace PawPal.Api.Households;

internal static class HouseholdsSetup
{
    public static void AddHouseholds(this IServiceCollection services) => services.AddSingleton<HouseholdScope>();

    public static void UseHouseholds(this WebApplication app) =>
        app.Use(next => http => HouseholdScope.GuardAsync(http, next));
}
