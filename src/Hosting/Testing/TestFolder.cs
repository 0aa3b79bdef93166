namespace PawPal.Hosting.Testing;

/// <summary>The state folder of one application under test.</summary>
internal sealed class TestFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("apphost-test-").FullName;

    /// <summary>What a test sets by itself: others may run beside it, and nobody looks at a dashboard.</summary>
    public string[] Args =>
    [
        $"--Hosting:StateFolder={_path}", "--DcpPublisher:RandomizePorts=true", "--Hosting:Dashboard=off",
    ];

    public void Dispose()
    {
        if (Directory.Exists(_path))
            Directory.Delete(_path, recursive: true);
    }
}
