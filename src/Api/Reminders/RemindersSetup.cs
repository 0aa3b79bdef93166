namespace PawPal.Api.Reminders;

internal static class RemindersSetup
{
    /// <summary>The worker's side; what people ask for needs nothing of its own.</summary>
    public static void AddReminderRounds(this IServiceCollection services)
    {
        services.AddOptions<ReminderOptions>()
            .BindConfiguration(ReminderOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ReminderMetrics>();
        services.AddSingleton<ReminderRound>();
        services.AddSingleton<IDueWork>(provider => provider.GetRequiredService<ReminderRound>());
        services.AddSingleton<ReminderService>();
        services.AddHostedService(provider => provider.GetRequiredService<ReminderService>());
    }
}
