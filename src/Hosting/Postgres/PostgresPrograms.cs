using System.Globalization;
using PawPal.Hosting.Processes;
using PawPal.Hosting.Run;

namespace PawPal.Hosting.Postgres;

/// <summary>Server programs of one version.</summary>
/// <param name="Folder">Where initdb and postgres lie.</param>
/// <param name="Version">The major version.</param>
/// <param name="Form">How they came here, for the table.</param>
internal sealed record PostgresProgramSet(string Folder, int Version, string Form)
{
    public string Server => Path.Combine(Folder, "postgres");

    public string InitDb => Path.Combine(Folder, "initdb");
}

/// <summary>Finds PostgreSQL: installed ones first, newest first, else the embedded one.</summary>
internal sealed class PostgresPrograms(EngineOptions options)
{
    // Debian, Red Hat, Homebrew on both kinds of Mac, Postgres.app.
    private static readonly (string Root, string Below)[] Places =
    [
        ("/usr/lib/postgresql", "bin"), ("/usr", "bin"), ("/opt/homebrew/opt", "bin"), ("/usr/local/opt", "bin"),
        ("/Applications/Postgres.app/Contents/Versions", "bin"),
    ];

    /// <summary>The programs to use for data of <paramref name="dataVersion"/>, or for new data when null.</summary>
    public async Task<PostgresProgramSet> FindAsync(
        Launch launch, int? dataVersion, string toolFolder, SystemUser? runAs, CancellationToken ct)
    {
        var installed = options.PostgresForm == "embedded" ? [] : Installed().ToArray();
        var fitting = Array.Find(installed, set => dataVersion is null || set.Version == dataVersion);
        if (fitting is not null)
            return fitting;
        if (options.PostgresForm == "installed")
        {
            throw launch.Failure(
                "PostgreSQL is not installed. Install it (apt-get install postgresql), "
                + "or leave Hosting:Postgres unset.");
        }

        // Data of another version than the installed ones may still be the embedded one's.
        if (installed.Length == 0 || dataVersion == EmbeddedPostgres.MajorVersion)
            return await new EmbeddedPostgres(launch, toolFolder, runAs).GetAsync(ct);
        return installed[0];
    }

    private static IEnumerable<PostgresProgramSet> Installed()
    {
        var folders = Places.Where(place => Directory.Exists(place.Root))
            .SelectMany(place => Directory.EnumerateDirectories(place.Root)
                .Where(folder => place.Root != "/usr" || folder.StartsWith("/usr/pgsql-", StringComparison.Ordinal))
                .Select(folder => Path.Combine(folder, place.Below)));
        var sets = folders.Select(ToSet).OfType<PostgresProgramSet>().OrderByDescending(set => set.Version);
        return Programs.Find("initdb") is { } onPath && ToSet(Path.GetDirectoryName(onPath)!) is { } set
            ? sets.Append(set)
            : sets;
    }

    private static PostgresProgramSet? ToSet(string folder)
    {
        if (!File.Exists(Path.Combine(folder, "initdb")) || !File.Exists(Path.Combine(folder, "postgres")))
            return null;
        // The version stands in the folder's name: /usr/lib/postgresql/15/bin, postgresql@17/bin, pgsql-16/bin.
        var digits = new string([.. Path.GetFileName(Path.GetDirectoryName(folder)!).Where(char.IsAsciiDigit)]);
        return int.TryParse(digits, CultureInfo.InvariantCulture, out var version)
            ? new(folder, version,
                string.Create(CultureInfo.InvariantCulture, $"installed PostgreSQL {version} ({folder})"))
            : null;
    }
}
