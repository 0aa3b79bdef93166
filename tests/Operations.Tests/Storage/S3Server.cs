using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using PawPal.Operations.Tests.Storage;
using PawPal.Testing;

[assembly: AssemblyFixture(typeof(S3Server))]

namespace PawPal.Operations.Tests.Storage;

/// <summary>
/// An S3 server in a process of its own: <c>s3rver</c> on a folder, whose folders are buckets. It rejects keys that it
/// does not know, but does not compute the signatures of today's kind.
/// </summary>
public sealed class S3Server : IAsyncLifetime
{
    private const string Key = "S3RVER";
    private const string Content = "._S3rver_object";

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
            _process = Process.Start(new ProcessStartInfo("s3rver", ["--no-vhost-buckets", "--silent",
                "--directory", Folder, "--address", "127.0.0.1", "--port", $"{_port}"])
            {
                RedirectStandardOutput = true,
            })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Missing = "s3rver is not installed (npm install -g s3rver): no S3 server to test with";
            return;
        }

        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        await Eventually.TrueAsync(AnswersAsync, TimeSpan.FromSeconds(60), "s3rver listens");
    }

    /// <summary>A bucket of its own. Skips the test where there is no server.</summary>
    public string NewBucket()
    {
        Assert.SkipWhen(Missing is not null, Missing ?? "");
        return Directory.CreateDirectory(Path.Combine(Folder, $"bucket-{Guid.NewGuid():n}")).Name;
    }

    /// <summary>Keys of the objects that a bucket holds.</summary>
    public IEnumerable<string> Objects(string bucket) =>
        Directory.EnumerateFiles(Path.Combine(Folder, bucket), "*" + Content, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Path.Combine(Folder, bucket), path[..^Content.Length]))
            .Order(StringComparer.Ordinal);

    /// <summary>Where the server keeps the content of an object.</summary>
    public string PathOf(string bucket, string key) => Path.Combine(Folder, bucket, key + Content);

    /// <summary>What a run needs to use it.</summary>
    internal Dictionary<string, string> AddTo(Dictionary<string, string> variables)
    {
        variables["BACKUP_S3_ENDPOINT"] = $"http://{Authority}";
        variables["AWS_ACCESS_KEY_ID"] = Key;
        variables["AWS_SECRET_ACCESS_KEY"] = Key;
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
}
