namespace PawPal.Operations.Tests;

/// <summary>A folder that goes with its test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("pawpal-ops-tests-").FullName;

    public IEnumerable<string> Names => Directory.EnumerateFileSystemEntries(Path)
        .Select(path => System.IO.Path.GetFileName(path)).Order(StringComparer.Ordinal);

    /// <summary>The only file that ends so.</summary>
    public string Single(string ending) =>
        Assert.Single(Directory.EnumerateFiles(Path), file => file.EndsWith(ending, StringComparison.Ordinal));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
