using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using PawPal.Operations.Tests.Storage;
using PawPal.Testing;

[assembly: AssemblyFixture(typeof(S3Server))]

namespace PawPal.Operations.Tests.Storage;

/// <summary>A real S3 server that checks signatures: <c>rclone serve s3</c> on a folder, whose folders are buckets.</summary>
public sealed partial class S3Server : IAsyncLifetime
{
    private const string Key = "a-key";
    private const string Secret = "hush-hush-secret";

    private static readonly Version Oldest = new(1, 65);
    private readonly int _port = FreePort.Next();
    private Process? _process;

    /// <summary>Why tests cannot use it; null when they can.</summary>
    public string? Missing { get; private set; }

    public string Folder { get; } = Directory.CreateTempSubdirectory("pawpal-s3-").FullName;

    public string Authority => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_port}");

    public async ValueTask InitializeAsync()
    {
        try
        {
            var version = VersionText().Match(await Command.RunAsync("rclone", "version"));
            if (!version.Success || Version.Parse(version.Groups["version"].Value) < Oldest)
                Missing = $"rclone is older than {Oldest}: no S3 server to test with";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Missing = "rclone is not installed: no S3 server to test with";
        }

        if (Missing is not null)
            return;
        var start = new ProcessStartInfo(
            "rclone", ["serve", "s3", "--addr", Authority, "--auth-key", $"{Key},{Secret}", Folder])
        {
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        await Eventually.TrueAsync(AnswersAsync, TimeSpan.FromSeconds(60), "rclone serves S3");
    }

    /// <summary>A bucket of its own. Skips the test where there is no server.</summary>
    public string NewBucket()
    {
        Assert.SkipWhen(Missing is not null, Missing ?? "");
        return Directory.CreateDirectory(Path.Combine(Folder, $"bucket-{Guid.NewGuid():n}")).Name;
    }

    /// <summary>What a run needs to use it.</summary>
    internal Dictionary<string, string> AddTo(Dictionary<string, string> variables)
    {
        variables["BACKUP_S3_ENDPOINT"] = $"http://{Authority}";
        variables["AWS_ACCESS_KEY_ID"] = Key;
        variables["AWS_SECRET_ACCESS_KEY"] = Secret;
        return variables;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        Directory.Delete(Folder, recursive: true);
    }

    private async Task<bool> AnswersAsync()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", _port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"rclone v(?<version>\d+\.\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex VersionText();
}
