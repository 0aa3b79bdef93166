using System.Diagnostics;
using PawPal.Testing;

namespace PawPal.Publishing.Tests.Compose;

/// <summary>
/// podman, spoken to as docker-compose speaks to Docker, and an image made of programs of this machine.
/// </summary>
internal sealed class PodmanEngine : IAsyncDisposable
{
    /// <summary>What the names of images begin with, so that none of the machine's own is meant.</summary>
    public const string Registry = "localhost/pawpal-test";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("podman-");
    private readonly List<string> _images = [$"{Registry}/tools:1"];
    private Process? _service;

    private string Socket => $"unix://{Path.Combine(_folder.FullName, "podman.sock")}";

    private (string Name, string? Value)[] Variables =>
        [("CONTAINERS_CONF", Path.Combine(_folder.FullName, "containers.conf")), ("DOCKER_HOST", Socket)];

    /// <summary>Skips the test, with the reason, where no container runs.</summary>
    public static async Task<PodmanEngine> StartAsync()
    {
        foreach (var program in (string[])["podman", "docker-compose", "redis-server", "redis-cli"])
            Programs.Require(program);
        Assert.SkipUnless(Environment.UserName == "root", "Only root can give folders of an image to other users");
        var engine = new PodmanEngine();
        try
        {
            await engine.PrepareAsync(Programs.Require("busybox"));
            return engine;
        }
        catch
        {
            await engine.DisposeAsync();
            throw;
        }
    }

    public async Task TagAsync(string name)
    {
        _images.Add($"{Registry}/{name}");
        await Programs.SucceedAsync("podman", ["tag", _images[0], _images[^1]], Variables);
    }

    public Task<(int Code, string Said)> PodmanAsync(params string[] arguments) =>
        Programs.RunAsync("podman", arguments, Variables);

    public Task<(int Code, string Said)> ComposeAsync(params string[] arguments) =>
        Programs.RunAsync("docker-compose", arguments, Variables);

    public async ValueTask DisposeAsync()
    {
        await PodmanAsync(["rmi", "--force", "--ignore", .. _images]);
        if (_service is not null)
        {
            _service.Kill();
            await _service.WaitForExitAsync();
            _service.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    private async Task PrepareAsync(string busybox)
    {
        var runtime = Programs.Find("runc") is null ? "crun" : "runc";
        // Less than podman would ask for: a machine may not let it have more.
        await File.WriteAllTextAsync(
            Variables[0].Value!,
            $"""
            [containers]
            default_ulimits=["nofile=1024:1024", "nproc=1024:1024"]
            [engine]
            runtime="{runtime}"
            """);
        await Programs.SucceedAsync("sh", ["-ec", ImageScript, "sh", _folder.FullName, busybox, _images[0]], Variables);
        var (code, said) = await PodmanAsync("run", "--rm", "--init", _images[0], "true");
        Assert.SkipWhen(code != 0, $"No container runs here: {said}");
        _service = Process.Start(new ProcessStartInfo("podman", ["system", "service", "--time=0", Socket])
        {
            Environment = { ["CONTAINERS_CONF"] = Variables[0].Value },
        });
        await Eventually.TrueAsync(
            async () => (await ComposeAsync("ls")).Code == 0, TimeSpan.FromSeconds(30), "podman answers as Docker");
    }

    private const string ImageScript =
        """
        root=$1/root; mkdir -p $root/bin $root/data $root/tmp $root/www; chmod 1777 $root/tmp; chown 999:999 $root/data
        echo ready >$root/www/ready
        cp $2 $root/bin/busybox
        for tool in sh cat echo grep httpd id sed touch true wget; do ln -s busybox $root/bin/$tool; done
        for program in redis-server redis-cli; do
          cp -L $(command -v $program) $root/bin/
          for library in $(ldd $(command -v $program) | grep -o '/[^ ]*'); do
            mkdir -p $root$(dirname $library); cp -L $library $root$library
          done
        done
        tar -C $root -c . | podman import --change WORKDIR=/data --change 'CMD ["httpd", "-f", "-p", "8080", "-h", "/www"]' - $3
        """;
}
