using PawPal.Api.Commands;

namespace PawPal.Api.FoodSafety;

internal static class FoodSafetySetup
{
    public static void AddFoodSafety(this IServiceCollection services) =>
        services.AddSingleton<ICommandHandler, AskFoodSafety>();
}
