using PawPal.Api.Commands;

namespace PawPal.Api.Plans;

internal static class PlansSetup
{
    public static void AddPlans(this IServiceCollection services)
    {
        services.AddSingleton<ICommandHandler, CreateReminder>();
        services.AddSingleton<ICommandHandler, CreateAppointment>();
        services.AddSingleton<ICommandHandler, CompleteReminder>();
        services.AddSingleton<ICommandHandler, SkipPlan>();
        services.AddSingleton<ICommandHandler, CancelPlan>();
        services.AddSingleton<ICommandHandler, MovePlan>();
        services.AddSingleton<ICommandHandler, QuerySchedule>();
    }
}
