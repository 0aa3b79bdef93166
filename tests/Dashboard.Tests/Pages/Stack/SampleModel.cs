using Aspire.DashboardService.Proto.V1;
using Google.Protobuf.WellKnownTypes;

namespace PawPal.Dashboard.Tests.Pages.Stack;

/// <summary>A model with something of everything: replicas, a child, a parameter, one that failed, one that waits.</summary>
internal static class SampleModel
{
    public const string Secret = "woof-and-not-to-be-seen";

    public static IEnumerable<Resource> Resources() =>
    [
        With(Make("postgres", "PostgresServer", "Running", "PostgreSQL 15, installed; no container engine answers", "tcp://127.0.0.1:5432"),
            r => r.Environment.Add(new EnvironmentVariable { Name = "POSTGRES_PASSWORD", Value = Secret, IsFromSpec = true }),
            r => r.Volumes.Add(new Volume { Source = "pawpal-data", Target = "/var/lib/postgresql", MountType = "volume" }),
            Healthy("postgres_check")),
        With(Make("pawpal", "PostgresDatabase", "Running", ""), Relates("postgres", "Parent"), Healthy("pawpal_check")),
        With(Make("redis", "Redis", "Running", "redis-server 7.0, installed", "tcp://127.0.0.1:6379"), Healthy("redis_check")),
        With(Make("migrations", "Project", "Finished", "src/Api migrate"),
            Relates("pawpal", "Reference"), Relates("pawpal", "WaitFor"), Has("resource.exitCode", 0)),
        Backend("backend-kx1", "http://127.0.0.1:8000"),
        Backend("backend-kx2", "http://127.0.0.1:8001"),
        With(Make("worker", "Project", "Exited", "src/Api worker"),
            Relates("migrations", "WaitFor"), Relates("pawpal", "Reference"), Relates("redis", "Reference"), Has("resource.exitCode", 139)),
        With(Make("speech", "Project", "Running", "src/Speech", "http://127.0.0.1:8100"), r => r.HealthReports.Add(new HealthReport
        {
            Key = "speech_http", Status = HealthStatus.Unhealthy, Description = "Expected 200, got 503: the recogniser still loads",
            LastRunAt = Now(),
        })),
        With(Make("frontend", "Project", "Running", "src/Web", "http://127.0.0.1:3000"),
            Relates("backend", "Reference"), Relates("backend", "WaitFor"), Healthy("frontend_http")),
        With(Make("gateway", "Project", "Waiting", "src/Gateway"),
            Relates("backend", "Reference"), Relates("backend", "WaitFor"), Relates("frontend", "Reference"), Relates("frontend", "WaitFor")),
        With(Make("mailer", "Container", "FailedToStart", "ghcr.example/mailer:1"),
            Has("resource.failure", "The image ghcr.example/mailer:1 has no local form and no container engine answers")),
        Make("db-password", "Parameter", "Running", "Parameters:db-password"),
        With(Make("rebuilder", "Executable", "Running", ""), r => r.IsHidden = true),
    ];

    public static Resource Backend(string name, string url) => With(
        Make(name, "Project", "Running", "src/Api, built once", url),
        r => r.DisplayName = "backend", Relates("migrations", "WaitFor"), Relates("pawpal", "Reference"),
        Relates("redis", "Reference"), Relates("speech", "Reference"), Healthy("backend_http"),
        r => r.Environment.Add(new EnvironmentVariable { Name = "ConnectionStrings__pawpal", Value = $"Host=127.0.0.1;Password={Secret}", IsFromSpec = true }),
        r => r.Environment.Add(new EnvironmentVariable { Name = "ASPNETCORE_URLS", Value = url, IsFromSpec = true }),
        r => r.Environment.Add(new EnvironmentVariable { Name = "PATH", Value = "/usr/bin", IsFromSpec = false }),
        r => r.Commands.Add(new ResourceCommand
        {
            Name = "seed", DisplayName = "Seed demo data", ConfirmationMessage = "This adds a demo household. Go on?",
        }),
        r => r.Commands.Add(new ResourceCommand { Name = "fail", DisplayName = "Feed the cat" }));

    public static Resource Make(string name, string type, string state, string source, string? url = null)
    {
        var resource = new Resource
        {
            Name = name, DisplayName = name, ResourceType = type, Uid = name, State = state, CreatedAt = Now(),
            SupportsDetailedTelemetry = true,
        };
        var isRunning = state is "Running";
        if (state is not ("Waiting" or "FailedToStart"))
            resource.StartedAt = Now();
        Has("resource.source", source)(resource);
        if (url is not null)
            resource.Urls.Add(new Url { EndpointName = "http", FullUrl = url, DisplayProperties = new() });
        resource.Commands.Add(Command("resource-start", "Start", !isRunning));
        resource.Commands.Add(Command("resource-stop", "Stop", isRunning));
        resource.Commands.Add(Command("resource-restart", "Restart", isRunning));
        return resource;
    }

    private static ResourceCommand Command(string name, string word, bool isShown) => new()
    {
        Name = name, DisplayName = word, IsHighlighted = true,
        State = isShown ? ResourceCommandState.Enabled : ResourceCommandState.Hidden,
    };

    private static Resource With(Resource resource, params ReadOnlySpan<Action<Resource>> changes)
    {
        foreach (var change in changes)
            change(resource);
        return resource;
    }

    private static Action<Resource> Relates(string other, string type) =>
        r => r.Relationships.Add(new ResourceRelationship { ResourceName = other, Type = type });

    private static Action<Resource> Healthy(string check) => r => r.HealthReports.Add(
        new HealthReport { Key = check, Status = HealthStatus.Healthy, Description = "", LastRunAt = Now() });

    private static Action<Resource> Has(string name, object value) => r => r.Properties.Add(new ResourceProperty
    {
        Name = name, DisplayName = name["resource.".Length..],
        Value = value is int number ? Value.ForNumber(number) : Value.ForString((string)value),
    });

    private static Timestamp Now() => Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
}
