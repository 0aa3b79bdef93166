using System.Diagnostics;
using System.Globalization;
using System.Text;
using PawPal.Hosting.Processes;
using PawPal.Testing;

[assembly: AssemblyFixture(typeof(PawPal.Hosting.Tests.Containers.ContainerMachine))]

namespace PawPal.Hosting.Tests.Containers;

/// <summary>
/// Whether this machine really runs containers: a tiny one, made here of busybox, decides. Where podman refuses because
/// of limits it may not raise, it gets a configuration of its own that asks for less.
/// </summary>
public sealed class ContainerMachine : IAsyncLifetime
{
    private const string Variable = "CONTAINERS_CONF";
    private readonly string _folder = Directory.CreateTempSubdirectory("pawpal-containers-").FullName;
    private Task<string?>? _probe;

    /// <summary>An image with a shell, <c>httpd</c> and <c>wget</c>.</summary>
    public static string Image => "localhost/pawpal-test-tiny:1";

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Skips the test, with the reason, where no container runs.</summary>
    public async Task RequireAsync()
    {
        Task<string?> probe;
        lock (_folder)
            probe = _probe ??= ProbeAsync();
        var reason = await probe;
        Assert.SkipWhen(reason is not null, $"No container runs here: {reason}");
    }

    /// <summary>An image of the installed Redis, with its libraries and a shell; skips where there is none.</summary>
    public async Task<string> RedisImageAsync()
    {
        await RequireAsync();
        var redis = Programs.Find("redis-server");
        Assert.SkipWhen(redis is null, "redis-server, of which the image is made, is not installed");
        var root = Path.Combine(_folder, "redis");
        var (code, said) = await TryAsync("sh", "-ec", $"""
            mkdir -p {root}/bin {root}/data {root}/tmp
            cp {_folder}/root/bin/busybox {root}/bin/sh
            cp -L {redis} {root}/bin/redis-server
            for library in $(ldd {redis} | grep -o '/[^ ]*'); do
              mkdir -p {root}$(dirname $library); cp -L $library {root}$library
            done
            tar -C {root} -c . | podman import --change WORKDIR=/data - localhost/pawpal-test-redis:1
            """);
        Assert.True(code == 0, said);
        return "localhost/pawpal-test-redis";
    }

    /// <summary>Asks podman, and fails with what it says.</summary>
    public static async Task<string> PodmanAsync(params string[] arguments) =>
        (await Command.RunAsync("podman", arguments)).Trim();

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task<string?> ProbeAsync()
    {
        if (Programs.Find("podman") is null)
            return "podman is not installed";
        if (Programs.Find("busybox") is not { } busybox)
            return "busybox, of which the image is made, is not installed";
        var (linked, _) = await TryAsync("sh", "-c", $"ldd {busybox}");
        if (linked == 0)
            return $"{busybox} is not a static program (package busybox-static)";
        var (made, said) = await MakeImageAsync(busybox);
        if (made != 0)
            return said;
        string[] tiny = ["podman", "run", "--rm", Image, "true"];
        var (code, output) = await TryAsync(tiny);
        if (code != 0 && Environment.GetEnvironmentVariable(Variable) is null)
        {
            Environment.SetEnvironmentVariable(Variable, await ModestAsync());
            (code, output) = await TryAsync(tiny);
        }

        return code == 0 ? await NetworkFaultAsync() : output;
    }

    private static async Task<string?> NetworkFaultAsync()
    {
        var name = $"pawpal-test-{Guid.CreateVersion7():N}";
        var (code, output) = await TryAsync("podman", "network", "create", name);
        if (code != 0)
            return output;
        var (_, names) = await TryAsync("podman", "network", "inspect", "--format={{.DNSEnabled}}", name);
        (code, output) = await TryAsync("podman", "run", "--rm", $"--network={name}", Image, "true");
        await TryAsync("podman", "network", "rm", "--force", name);
        if (code != 0)
            return output;
        return names == "true" ? null : "podman has no names in its networks (package aardvark-dns)";
    }

    private async Task<(int Code, string Output)> MakeImageAsync(string busybox)
    {
        var root = Directory.CreateDirectory(Path.Combine(_folder, "root", "bin")).FullName;
        File.Copy(busybox, Path.Combine(root, "busybox"));
        string[] tools = ["sh", "true", "cat", "echo", "sleep", "httpd", "wget", "mkdir"];
        foreach (var tool in tools)
            File.CreateSymbolicLink(Path.Combine(root, tool), "busybox");
        return await TryAsync("sh", "-c", $"tar -C {_folder}/root -c . | podman import - {Image}");
    }

    private async Task<string> ModestAsync()
    {
        var path = Path.Combine(_folder, "containers.conf");
        var runtime = Programs.Find("runc") is null ? "crun" : "runc";
        await File.WriteAllTextAsync(path, $"""
            [containers]
            default_ulimits=["nofile=1024:1024", "nproc=1024:1024"]
            [engine]
            runtime="{runtime}"

            """);
        return path;
    }

    private static async Task<(int Code, string Output)> TryAsync(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = new StringBuilder();
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(output, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (-1, string.Create(CultureInfo.InvariantCulture, $"{command[0]} does not come to an end"));
        }

        lock (output)
            return (process.ExitCode, output.ToString().Trim());
    }

    private static void Append(StringBuilder output, string? line)
    {
        if (line is null)
            return;
        lock (output)
            output.Append(line).Append(' ');
    }
}
