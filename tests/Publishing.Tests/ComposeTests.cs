using System.Diagnostics;
using System.Text.Json.Nodes;
using PawPal.Publishing.Tests.Policies;

namespace PawPal.Publishing.Tests;

public sealed class ComposeTests
{
    [Theory, MemberData(nameof(Sample.All), MemberType = typeof(Sample))]
    public void Every_service_is_held_to_the_same_rules(string sample)
    {
        foreach (var (name, service) in Services(sample))
        {
            Assert.True((bool?)service["read_only"], name);
            Assert.Equal("ALL", $"{service["cap_drop"]![0]}");
            Assert.Equal("no-new-privileges:true", $"{service["security_opt"]![0]}");
            Assert.NotNull(service.At("deploy.resources.limits.memory"));
            Assert.NotNull(service.At("logging.options.max-size"));
            Assert.Contains($"{service["restart"]}", new[] { "unless-stopped", "on-failure" });
            Assert.DoesNotContain("latest", $"{service["image"]}", StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_is_waited_for_is_waited_for_until_it_is_so()
    {
        var services = Services(Sample.Own);
        Assert.Equal("service_healthy", $"{services["migrations"].At("depends_on.postgres.condition")}");
        Assert.Equal("service_completed_successfully", $"{services["backend"].At("depends_on.migrations.condition")}");
        Assert.Equal("service_healthy", $"{services["gateway"].At("depends_on.backend.condition")}");
    }

    [Fact]
    public void Stores_are_out_of_reach_for_those_who_do_not_use_them()
    {
        var services = Services(Sample.Own);
        Assert.Equal(["stores"], Networks("postgres"));
        Assert.Equal(["services", "stores"], Networks("backend"));
        Assert.Equal(["services"], Networks("frontend"));
        Assert.Equal(["edge", "services"], Networks("gateway"));

        string[] Networks(string name) => [.. services[name]["networks"]!.AsArray().Select(network => $"{network}")];
    }

    [Fact]
    public void Open_ports_are_fixed_and_no_two_are_the_same()
    {
        Assert.Equal("8080:8080", $"{Services(Sample.Own)["gateway"]["ports"]![0]}");
        var ports = Services("storage").SelectMany(service => service.Value["ports"]?.AsArray() ?? []).Select(port => $"{port}").ToArray();
        Assert.Equal(["9001:9001", "8081:8080"], ports);
    }

    [Fact]
    public void No_secret_stands_in_the_file()
    {
        foreach (var (_, service) in Services(Sample.Own))
        {
            foreach (var (name, value) in service["environment"]?.AsObject() ?? [])
            {
                if (name.EndsWith("PASSWORD", StringComparison.Ordinal) || name == "SECRET_KEY")
                    Assert.StartsWith("${", $"{value}", StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task The_script_makes_secrets_once_and_for_their_owner_alone()
    {
        var folder = Directory.CreateTempSubdirectory("publishing-");
        try
        {
            var script = Path.Combine(folder.FullName, "init-env.sh");
            await File.WriteAllTextAsync(script, Sample.Publish("storage")["init-env.sh"], TestContext.Current.CancellationToken);
            var said = await RunAsync("bash", script, ("ROOT_KEY", "it's $5 & more"));
            Assert.Contains("Still to be given in .env: MAIL", said, StringComparison.Ordinal);

            var file = Path.Combine(folder.FullName, ".env");
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            Assert.Matches("(?m)^DB_PASSWORD='[A-Za-z0-9]{22}'$", text);
            Assert.Contains(@"ROOT_KEY='it\'s $5 & more'", text, StringComparison.Ordinal);

            await RunAsync("bash", script);
            Assert.Equal(text, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory, MemberData(nameof(Sample.All), MemberType = typeof(Sample))]
    public async Task Docker_compose_takes_the_file(string sample)
    {
        var program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Select(folder => Path.Combine(folder, "docker-compose")).FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, "docker-compose is not installed");
        var folder = Directory.CreateTempSubdirectory("publishing-");
        try
        {
            var files = Sample.Publish(sample);
            var compose = Path.Combine(folder.FullName, "docker-compose.yml");
            await File.WriteAllTextAsync(compose, files["docker-compose.yml"], TestContext.Current.CancellationToken);
            var given = files[".env.example"].Replace("=\n", "=x\n", StringComparison.Ordinal);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, ".env"), given, TestContext.Current.CancellationToken);
            await RunAsync(program!, ["-f", compose, "--project-directory", folder.FullName, "config", "-q"]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Dictionary<string, JsonNode> Services(string sample) =>
        YamlReading.Documents(Sample.Publish(sample)["docker-compose.yml"])[0]["services"]!.AsObject()
            .ToDictionary(service => service.Key, service => service.Value!);

    private static Task<string> RunAsync(string program, string argument, params (string Name, string Value)[] variables) =>
        RunAsync(program, [argument], variables);

    private static async Task<string> RunAsync(string program, string[] arguments, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var said = await output + await errors;
        Assert.True(process.ExitCode == 0, said);
        return said;
    }
}
