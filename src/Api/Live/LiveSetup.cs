namespace PawPal.Api.Live;

internal static class LiveSetup
{
    public static void AddLive(this IServiceCollection services)
    {
        services.AddOptions<LiveOptions>()
            .BindConfiguration(LiveOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<LiveStreams>();
        services.AddSingleton<LiveMetrics>();
        services.AddHostedService<RedisRelay>();
        services.AddHostedService<PostgresRelay>();
    }
}
