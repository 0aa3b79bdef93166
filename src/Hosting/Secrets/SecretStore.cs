using System.Text.Json;
using Aspire.Hosting;

namespace PawPal.Hosting.Secrets;

/// <summary>Generated secrets, made once and kept in a file that only the user can read.</summary>
internal sealed class SecretStore(string stateFolder)
{
    private const UnixFileMode OnlyTheUser = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private readonly Lock _lock = new();

    private string Path => System.IO.Path.Combine(stateFolder, "secrets.json");

    /// <summary>The secret of this name, made by <paramref name="make"/> if there is none yet.</summary>
    /// <exception cref="DistributedApplicationException">The file is not readable as what was written.</exception>
    public string GetOrAdd(string name, Func<string> make)
    {
        lock (_lock)
        {
            var secrets = Read();
            if (secrets.TryGetValue(name, out var kept))
                return kept;
            return secrets[name] = Keep(secrets, name, make());
        }
    }

    private SortedDictionary<string, string> Read()
    {
        if (!File.Exists(Path))
            return new(StringComparer.Ordinal);
        try
        {
            var read = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path));
            return new(read ?? [], StringComparer.Ordinal);
        }
        catch (JsonException damage)
        {
            throw new DistributedApplicationException(
                $"The file of generated secrets, {Path}, is damaged. Repair it, or move the whole state folder away to "
                + "begin anew: databases made with the old secrets do not open with new ones.", damage);
        }
    }

    private string Keep(SortedDictionary<string, string> secrets, string name, string value)
    {
        secrets[name] = value;
        Directory.CreateDirectory(stateFolder);
        // Written beside and moved into place, so that a kill in the middle loses no earlier secret.
        var beside = Path + ".new";
        File.Delete(beside);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = OnlyTheUser,
        };
        using (var stream = new FileStream(beside, options))
        {
            JsonSerializer.Serialize(stream, secrets, Indented);
            stream.Flush(flushToDisk: true);
        }

        File.Move(beside, Path, overwrite: true);
        return value;
    }
}
