using Aspire.Hosting;
using Microsoft.Extensions.DependencyInjection;
using PawPal.Hosting.Run;

namespace PawPal.Hosting.Tests;

/// <summary>A model built and run in the test's own process, with a state folder of its own.</summary>
internal sealed class TestModel : IAsyncDisposable
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(180));
    private DistributedApplication? _application;

    public TestModel(params string[] args)
    {
        Folder = Directory.CreateTempSubdirectory("pawpal-hosting-").FullName;
        Builder = DistributedApplication.CreateBuilder(
            [$"--Hosting:StateFolder={State}", "--DcpPublisher:RandomizePorts=true", "--Hosting:ContainerEngine=none",
            "--Hosting:Dashboard=off",
            .. args]);
        Builder.Services.AddSingleton<IConsoleLines>(Console);
    }

    public IDistributedApplicationBuilder Builder { get; }

    public string Folder { get; }

    public string State => Path.Combine(Folder, "state");

    public CapturedLines Console { get; } = new();

    public DistributedApplication Application => _application ??= Builder.Build();

    public CancellationToken Limit => _limit.Token;

    public Task StartAsync() => Application.StartAsync(Limit);

    /// <summary>Runs a model that must fail, and returns the lines it fails with.</summary>
    public async Task<IReadOnlyList<string>> FailAsync()
    {
        try
        {
            await Application.RunAsync(Limit);
            Assert.Equal(1, Environment.ExitCode);
        }
        finally
        {
            Environment.ExitCode = 0;
        }

        return Console.Failures;
    }

    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
            await _application.DisposeAsync();
        _limit.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>Keeps what the engine says.</summary>
internal sealed class CapturedLines : IConsoleLines
{
    private readonly Lock _lock = new();
    private readonly List<string> _progress = [];
    private readonly List<string> _failures = [];

    public IReadOnlyList<string> Failures => Copy(_failures);

    public IReadOnlyList<string> ProgressLines => Copy(_progress);

    public void Progress(string line) => Add(_progress, line);

    public void Failure(string line) => Add(_failures, line);

    private void Add(List<string> lines, string line)
    {
        lock (_lock)
            lines.Add(line);
    }

    private string[] Copy(List<string> lines)
    {
        lock (_lock)
            return [.. lines];
    }
}
