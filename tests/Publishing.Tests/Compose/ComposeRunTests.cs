using System.Globalization;
using PawPal.Testing;

namespace PawPal.Publishing.Tests.Compose;

/// <summary>A published project, brought up by docker-compose.</summary>
public sealed class ComposeRunTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly string _name = $"trial-{Guid.NewGuid():N}"[..20];
    private readonly int _port = FreePort.Next();
    private PodmanEngine? _engine;
    private ProjectFolder? _folder;

    public async ValueTask DisposeAsync()
    {
        if (_engine is not null && _folder is not null)
            await _engine.ComposeAsync([.. Project, "down", "-v", "-t", "5"]);
        _folder?.Dispose();
        if (_engine is not null)
            await _engine.DisposeAsync();
    }

    [Fact]
    public async Task A_project_comes_up_in_order_and_keeps_its_secrets()
    {
        _engine = await PodmanEngine.StartAsync();
        await PrepareAsync();
        await UpAsync();

        using var client = new HttpClient(new SocketsHttpHandler());
        Assert.Equal("ready\n", await client.GetStringAsync(
            new Uri($"http://127.0.0.1:{_port}/ready"), TestContext.Current.CancellationToken));

        var secret = _folder!.Text("secrets/cache-password");
        Assert.Equal("999", await InsideAsync("cache", "id", "-u"));
        Assert.Equal(secret, await InsideAsync("cache", "cat", "/run/secrets/cache-password"));
        Assert.Equal("10001", await InsideAsync("web", "id", "-u"));
        Assert.Equal(secret, await InsideAsync("web", "cat", "/run/secrets/cache-password"));
        Assert.Contains("Read-only", await InsideAsync("web", "touch", "/x"), StringComparison.Ordinal);

        // In no setting of a container, and in no list of processes.
        foreach (var service in (string[])["cache", "web", "stranger"])
            Assert.DoesNotContain(
                secret, (await _engine.PodmanAsync("inspect", Container(service))).Said, StringComparison.Ordinal);
        Assert.DoesNotContain(
            secret, await InsideAsync("cache", "cat", "/proc/1/cmdline", "/proc/2/cmdline"),
            StringComparison.Ordinal);

        // Who uses the store reaches it, and is asked for the password; who does not, does not even know its name.
        Assert.Contains(
            "NOAUTH", await InsideAsync("web", "redis-cli", "-h", "cache", "ping"), StringComparison.Ordinal);
        Assert.Contains(
            "Could not connect", await InsideAsync("stranger", "redis-cli", "-h", "cache", "ping"),
            StringComparison.Ordinal);
    }

    private async Task PrepareAsync()
    {
        foreach (var image in (string[])["redis:1", $"{_name}/web:v0.1.0", $"{_name}/stranger:v0.1.0"])
            await _engine!.TagAsync(image);
        _folder = new(Sample.PublishText(
            Manifest.Replace("@REGISTRY@", PodmanEngine.Registry, StringComparison.Ordinal)
                .Replace("@PORT@", _port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal),
            $$"""{ "name": "{{_name}}", "registry": "{{PodmanEngine.Registry}}" }""", target: Target.Compose));
        // podman knows no other period for the start.
        var file = string.Join('\n', _folder.Text("docker-compose.yml").Split('\n').Where(line =>
            !line.Contains("start_interval", StringComparison.Ordinal)));
        await File.WriteAllTextAsync(_folder["docker-compose.yml"], file, TestContext.Current.CancellationToken);
        Assert.Equal(0, (await _folder.InitAsync()).Code);
    }

    private async Task UpAsync()
    {
        var up = _engine!.ComposeAsync([.. Project, "up", "-d"]);
        // Without systemd nobody but us asks the containers.
        await Eventually.TrueAsync(
            async () =>
            {
                var (_, names) = await _engine.PodmanAsync("ps", "--format", "{{.Names}}", "--filter", $"name={_name}");
                foreach (var name in names.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                    await _engine.PodmanAsync("healthcheck", "run", name);
                return up.IsCompleted;
            },
            Patience, "docker-compose brings the project up");
        var (code, said) = await up;
        Assert.True(code == 0, said);
    }

    private async Task<string> InsideAsync(string service, params string[] command) =>
        (await _engine!.PodmanAsync(["exec", Container(service), .. command])).Said.Trim();

    private string Container(string service) => $"{_name}-{service}-1";

    private string[] Project => ["-f", _folder!["docker-compose.yml"], "--env-file", _folder[".env"]];

    private const string Manifest =
        """
        { "resources": {
          "cache": {
            "type": "container.v0", "image": "@REGISTRY@/redis:1", "entrypoint": "/bin/sh",
            "args": ["-c", "redis-server --requirepass $REDIS_PASSWORD"],
            "env": { "REDIS_PASSWORD": "{cache-password.value}" },
            "bindings": { "tcp": { "scheme": "tcp", "protocol": "tcp", "transport": "tcp", "targetPort": 6379 } } },
          "web": {
            "type": "project.v0", "path": "Web.csproj",
            "env": { "CACHE": "{cache.bindings.tcp.host}", "PASSWORD": "{cache-password.value}" },
            "bindings": { "http": {
              "scheme": "http", "protocol": "tcp", "transport": "http", "targetPort": 8080, "port": @PORT@, "external": true } } },
          "stranger": {
            "type": "project.v0", "path": "Stranger.csproj", "env": {},
            "bindings": { "http": { "scheme": "http", "protocol": "tcp", "transport": "http", "targetPort": 8080 } } },
          "cache-password": {
            "type": "parameter.v0", "value": "{cache-password.inputs.value}",
            "inputs": { "value": { "type": "string", "secret": true, "default": { "generate": { "minLength": 22 } } } } },
          "deployment": { "type": "pawpal.deployment.v0", "resources": {
            "web": {
              "secretFiles": true,
              "healthChecks": [{ "endpoint": "http", "path": "/ready", "status": 200 }],
              "waits": [{ "resource": "cache", "until": "healthy" }, { "resource": "stranger", "until": "healthy" }] } } } } }
        """;
}
