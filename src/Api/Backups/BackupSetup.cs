namespace PawPal.Api.Backups;

internal static class BackupSetup
{
    public static void AddBackupAge(this IServiceCollection services)
    {
        services.AddOptions<BackupOptions>()
            .BindConfiguration(BackupOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<BackupMetrics>();
        services.AddHostedService<BackupReader>();
    }
}
