namespace PawPal.Api.Replication;

internal static class ReplicationSetup
{
    public static void AddReplicationLag(this IServiceCollection services)
    {
        services.AddOptions<ReplicationOptions>()
            .BindConfiguration(ReplicationOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ReplicationMetrics>();
        services.AddHostedService<ReplicationReader>();
    }
}
