namespace PawPal.Api.Retention;

internal static class RetentionSetup
{
    public static void AddRetention(this IServiceCollection services)
    {
        services.AddOptions<RetentionOptions>()
            .BindConfiguration(RetentionOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<RetentionMetrics>();
        services.AddSingleton<RetentionSweep>();
        services.AddHostedService<RetentionService>();
    }
}
