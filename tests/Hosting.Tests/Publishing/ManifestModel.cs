using System.Text.Json;
using Aspire.Hosting;
using Microsoft.Extensions.DependencyInjection;
using PawPal.Hosting.Run;

namespace PawPal.Hosting.Tests.Publishing;

/// <summary>A model described in a test, and the manifest it writes.</summary>
internal sealed class ManifestModel : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pawpal-manifest-").FullName;

    public ManifestModel(params string[] args)
    {
        Builder = DistributedApplication.CreateBuilder(
            ["--publisher", "manifest", "--output-path", Path, $"--Hosting:StateFolder={_folder}/state", .. args]);
        Builder.Services.AddSingleton<IConsoleLines>(Console);
    }

    public IDistributedApplicationBuilder Builder { get; }

    public CapturedLines Console { get; } = new();

    public string Path => System.IO.Path.Combine(_folder, "manifest.json");

    /// <summary>The object of one resource.</summary>
    public async Task<JsonElement> OfAsync(string resource) =>
        (await WriteAsync()).GetProperty("resources").GetProperty(resource);

    public async Task<JsonElement> WriteAsync()
    {
        await RunAsync();
        Assert.Empty(Console.Failures);
        return JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(Path, Ct));
    }

    /// <summary>Publishes a model that must fail, and returns the line it fails with.</summary>
    public async Task<string> FailAsync()
    {
        await RunAsync();
        Assert.Equal(1, Environment.ExitCode);
        Environment.ExitCode = 0;
        return Assert.Single(Console.Failures);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task RunAsync()
    {
        await using var application = Builder.Build();
        await application.RunAsync(Ct);
    }
}
