using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using PawPal.Publishing.Tests.Policies;
using PawPal.Testing;
using static PawPal.Publishing.Tests.Compose.ComposeProject;

namespace PawPal.Publishing.Tests.Compose;

/// <summary>Workloads that a shell starts, with the line that was written.</summary>
public sealed class ShellStartTests : IDisposable
{
    private const string Secret = """sesame "and\ salt's""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("shell-");
    private readonly string _secret;

    public ShellStartTests()
    {
        _secret = Path.Combine(_folder.FullName, "secret");
        File.WriteAllText(_secret, Secret);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("compose")]
    [InlineData("kubernetes")]
    public async Task Redis_asks_for_a_password_that_no_list_of_processes_shows(string platform)
    {
        var client = Programs.Require("redis-cli");
        var port = FreePort.Next();
        var given = $"redis-server --requirepass $REDIS_PASSWORD --bind 127.0.0.1 --port {port}";
        using var server = Process.Start(new ProcessStartInfo(
            "/bin/sh", platform == "compose" ? Arguments(Starter(given)) : PodArguments(given))
        {
            RedirectStandardOutput = true,
            Environment = { ["REDIS_PASSWORD"] = platform == "compose" ? "" : Secret },
        })!;
        try
        {
            string[] ask = ["-p", port.ToString(CultureInfo.InvariantCulture), "ping"];
            await Eventually.TrueAsync(
                async () => (await Programs.RunAsync(client, ask, ("REDISCLI_AUTH", Secret))).Said
                    .Contains("PONG", StringComparison.Ordinal),
                TimeSpan.FromSeconds(20), "the server takes the password");
            Assert.Contains("NOAUTH", (await Programs.RunAsync(client, ask)).Said, StringComparison.Ordinal);
            // The shell has become the server, which hears the signal to stop.
            var line = await File.ReadAllTextAsync($"/proc/{server.Id}/cmdline", TestContext.Current.CancellationToken);
            Assert.StartsWith("redis-server", line, StringComparison.Ordinal);
            Assert.DoesNotContain("sesame", line, StringComparison.Ordinal);
        }
        finally
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task A_line_of_another_program_finds_the_secret_in_its_variable()
    {
        var said = await Programs.SucceedAsync("/bin/sh", Arguments(Starter("printenv REDIS_PASSWORD")));
        Assert.Equal($"{Secret}\n", said);
    }

    [Theory]
    [InlineData("redis-server --requirepass $REDIS_PASSWORD", false)]
    [InlineData("redis-server --requirepass $REDIS_PASSWORD", true)]
    [InlineData("printenv REDIS_PASSWORD", false)]
    public async Task Without_the_file_nothing_starts(string line, bool isFolder)
    {
        await File.WriteAllTextAsync(_secret, "", TestContext.Current.CancellationToken);
        if (isFolder)
        {
            File.Delete(_secret);
            Directory.CreateDirectory(_secret);
        }

        var (code, said) = await Programs.RunAsync("/bin/sh", Arguments(Starter(line)));
        Assert.Equal((1, $"{_secret} is empty or missing\n"), (code, said));
    }

    [Fact]
    public void The_question_for_health_reads_the_file_too()
    {
        var service = Starter("redis-server --requirepass $REDIS_PASSWORD");
        Assert.Contains(
            "REDISCLI_AUTH=\"$$(cat /run/secrets/cache-password)\"",
            service.ToJsonString().Replace("\\u0022", "\"", StringComparison.Ordinal),
            StringComparison.Ordinal);
        Assert.Null(Variable(service, "REDIS_PASSWORD"));
    }

    [Fact]
    public void A_line_that_takes_no_secret_stays_as_it_is()
    {
        var text = Sample.Text("starter")
            .Replace("\"REDIS_PASSWORD\": \"{cache-password.value}\"",
                "\"REDIS_PASSWORD\": \"none\"", StringComparison.Ordinal);
        var service = Read(Sample.PublishText(text)["docker-compose.yml"])["cache"];
        Assert.Equal(["-c", "redis-server --requirepass $$REDIS_PASSWORD"], Texts(service, "command"));
        Assert.Empty(Secrets(service));
    }

    private static JsonNode Starter(string line) => Read(Files(line)["docker-compose.yml"])["cache"];

    private static IReadOnlyDictionary<string, string> Files(string line) => Sample.PublishText(
        Sample.Text("starter").Replace("redis-server --requirepass $REDIS_PASSWORD", line, StringComparison.Ordinal));

    // The kubelet, too, makes one dollar of two.
    private string[] PodArguments(string line) => Arguments(Sample.Objects(Files(line))
        .Single(one => Cluster.Named(one) == "StatefulSet app-cache")
        .At("spec.template.spec.containers")![0]!["args"]!.AsArray().Select(word => $"{word}"));

    private string[] Arguments(JsonNode service) => Arguments(Texts(service, "command"));

    private string[] Arguments(IEnumerable<string> words) => [.. words.Select(word => word
        .Replace("$$", "$", StringComparison.Ordinal)
        .Replace("/tmp/", $"{_folder.FullName}/", StringComparison.Ordinal)
        .Replace("/run/secrets/cache-password", _secret, StringComparison.Ordinal))];
}
