using System.Globalization;
using System.Text.RegularExpressions;

namespace PawPal.Operations.Programs;

/// <summary>One of PostgreSQL's client programs that is installed here.</summary>
internal sealed partial record ClientProgram(string Path, int Major, string Version)
{
    private const string Debian = "/usr/lib/postgresql";

    /// <summary>The first that is new enough: in <c>PG_BIN</c> alone when set, else on the PATH or Debian's.</summary>
    /// <param name="atLeast">Oldest major version that can do it.</param>
    /// <param name="because">What asks for that version.</param>
    public static async Task<ClientProgram> FindAsync(
        string name, int atLeast, string because, Func<string, string?> variable, CancellationToken ct)
    {
        var found = new List<ClientProgram>();
        var paths = Folders(variable).Select(folder => System.IO.Path.Combine(folder, name));
        foreach (var path in paths.Where(File.Exists))
        {
            if (await ReadAsync(path, ct) is not { } program)
                continue;
            if (program.Major >= atLeast)
                return program;
            found.Add(program);
        }

        var install = string.Create(
            CultureInfo.InvariantCulture, $"install postgresql-client-{atLeast}, or name its folder in PG_BIN");
        var versions = string.Join(", ", found.Select(program => $"{program.Version} ({program.Path})"));
        throw new OperationFailure(found.Count == 0
            ? $"{name} is not here: {install}"
            : $"{name} is too old: {because}, found {versions}; {install}");
    }

    private static IEnumerable<string> Folders(Func<string, string?> variable)
    {
        if (variable("PG_BIN") is { } only)
            return [only];
        var path = (variable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        var installed = Directory.Exists(Debian) ? Directory.EnumerateDirectories(Debian) : [];
        return path.Concat(installed
            .OrderByDescending(folder => MajorOf(System.IO.Path.GetFileName(folder)))
            .Select(folder => System.IO.Path.Combine(folder, "bin")));
    }

    private static async Task<ClientProgram?> ReadAsync(string path, CancellationToken ct)
    {
        try
        {
            using var output = new MemoryStream();
            await new ClientProcess(path, new Dictionary<string, string>(StringComparer.Ordinal))
                .RunAsync(["--version"], output, ct);
            var version = VersionText().Match(System.Text.Encoding.UTF8.GetString(output.ToArray()));
            return version.Success
                ? new ClientProgram(path, MajorOf(version.Groups["major"].Value), version.Groups["all"].Value)
                : null;
        }
        catch (OperationFailure)
        {
            // Debian's wrapper without any version behind it, or a file that cannot be run: as good as not there.
            return null;
        }
    }

    private static int MajorOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : 0;

    [GeneratedRegex(@"\(PostgreSQL\) (?<all>(?<major>\d+)\S*)", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex VersionText();
}
