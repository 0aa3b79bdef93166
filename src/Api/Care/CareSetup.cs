using PawPal.Api.Commands;

namespace PawPal.Api.Care;

internal static class CareSetup
{
    public static void AddCare(this IServiceCollection services)
    {
        services.AddSingleton<ICommandHandler, LogFeeding>();
        services.AddSingleton<ICommandHandler, LogWalk>();
        services.AddSingleton<ICommandHandler, LogMedication>();
        services.AddSingleton<ICommandHandler, LogWeight>();
        services.AddSingleton<ICommandHandler, LogWhat>();
        services.AddSingleton<ICommandHandler, QueryLast>();
        services.AddSingleton<ICommandHandler, QueryHistory>();
        services.AddSingleton<ICommandHandler, Undo>();
    }
}
