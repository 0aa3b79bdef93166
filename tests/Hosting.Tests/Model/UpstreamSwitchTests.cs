using System.Diagnostics;
using System.Text.Json;
using PawPal.Hosting.Tests.Publishing;

namespace PawPal.Hosting.Tests.Model;

/// <summary>
/// The switch to the genuine packages, as far as it goes without them: the project is evaluated against a stand-in for
/// their SDK.
/// </summary>
public sealed class UpstreamSwitchTests : IDisposable
{
    private readonly string _sdk = Directory.CreateTempSubdirectory("pawpal-sdk-").FullName;

    [Fact]
    public async Task With_the_switch_the_AppHost_takes_the_genuine_packages_and_our_traits_and_not_our_engine()
    {
        StandIn();
        var evaluated = await EvaluateAsync();
        Assert.Equal("yes", evaluated.GetProperty("Properties").GetProperty("StandInProps").GetString());
        Assert.Equal("yes", evaluated.GetProperty("Properties").GetProperty("StandInTargets").GetString());
        Assert.Superset(
            new HashSet<string> { "Aspire.Hosting.PostgreSQL", "Aspire.Hosting.Redis" },
            Items(evaluated, "PackageReference"));
        var projects = Items(evaluated, "ProjectReference");
        Assert.Contains("../Api/Api.csproj", projects);
        Assert.DoesNotContain(projects, project => project.Contains("Hosting.csproj", StringComparison.Ordinal));
        var compiled = Items(evaluated, "Compile");
        Assert.Superset(
            Directory.GetFiles(Path.Combine(Repository.Root, "src", "Hosting", "Traits"), "*.cs")
                .Select(path => $"../Hosting/Traits/{Path.GetFileName(path)}").ToHashSet(),
            compiled);
        Assert.Contains("PawPal.Hosting.Traits", Items(evaluated, "Using"));
    }

    public void Dispose() => Directory.Delete(_sdk, recursive: true);

    // The machine's own SDK, entry by entry, with one more beside them.
    private void StandIn()
    {
        var real = new DirectoryInfo(RealSdk());
        var sdks = Directory.CreateDirectory(Path.Combine(_sdk, "Sdks")).FullName;
        foreach (var entry in real.GetFileSystemInfos().Where(entry => entry.Name != "Sdks"))
            File.CreateSymbolicLink(Path.Combine(_sdk, entry.Name), entry.FullName);
        foreach (var entry in new DirectoryInfo(Path.Combine(real.FullName, "Sdks")).GetDirectories())
            Directory.CreateSymbolicLink(Path.Combine(sdks, entry.Name), entry.FullName);
        var ours = Directory.CreateDirectory(Path.Combine(sdks, "Aspire.AppHost.Sdk", "Sdk")).FullName;
        foreach (var part in new[] { "Props", "Targets" })
        {
            File.WriteAllText(
                Path.Combine(ours, $"Sdk.{part.ToLowerInvariant()}"),
                $"<Project><PropertyGroup><StandIn{part}>yes</StandIn{part}></PropertyGroup></Project>");
        }
    }

    private static string RealSdk()
    {
        var version = Run("dotnet", null, "--version").Trim();
        var line = Run("dotnet", null, "--list-sdks").Split('\n').First(
            sdk => sdk.StartsWith($"{version} [", StringComparison.Ordinal));
        var folder = line[(line.IndexOf('[', StringComparison.Ordinal) + 1)..line.LastIndexOf(']')];
        return Path.Combine(folder, version);
    }

    private Task<JsonElement> EvaluateAsync() => Task.Run(() => JsonSerializer.Deserialize<JsonElement>(Run(
        "dotnet", Path.Combine(_sdk, "Sdks"),
        "msbuild", Path.Combine(Repository.Root, "src", "AppHost", "AppHost.csproj"), "-p:UseAspirePackages=true",
        "-getProperty:StandInProps,StandInTargets",
        "-getItem:PackageReference,ProjectReference,Compile,Using")));

    private static HashSet<string> Items(JsonElement evaluated, string kind) =>
        [.. evaluated.GetProperty("Items").GetProperty(kind).EnumerateArray()
            .Select(item => item.GetProperty("Identity").GetString()!)];

    private static string Run(string program, string? sdks, params string[] args)
    {
        var start = new ProcessStartInfo(program, args)
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Repository.Root,
        };
        if (sdks is not null)
            start.Environment["MSBuildSDKsPath"] = sdks;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output);
        return output;
    }
}
