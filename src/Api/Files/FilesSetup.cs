namespace PawPal.Api.Files;

internal static class FilesSetup
{
    public static void AddFiles(this IServiceCollection services)
    {
        services.AddOptions<FileOptions>().BindConfiguration(FileOptions.Section).ValidateOnStart();
        services.AddSingleton<FileKeys>();
        services.AddSingleton<FileStore>();
    }

    /// <summary>A key that cannot be used stops the start, not the first upload.</summary>
    public static void CheckFiles(this WebApplication app) => _ = app.Services.GetRequiredService<FileKeys>();
}
