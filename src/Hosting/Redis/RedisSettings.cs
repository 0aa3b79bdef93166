using System.Globalization;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.Redis;

/// <summary>What a server is told by a file, because arguments stand in the process list.</summary>
internal sealed record RedisSettings(
    int Port, string? Password, string Folder, int? PersistSeconds = null, long PersistChanges = 1)
{
    public static async Task<RedisSettings> FromAsync(RedisResource redis, string folder, CancellationToken ct)
    {
        var password = redis.PasswordParameter is { } secret ? await secret.GetValueAsync(ct) : null;
        var persistence = redis.Annotations.OfType<RedisPersistence>().LastOrDefault();
        return new(
            redis.PrimaryEndpoint.Port, password, folder,
            persistence?.Seconds,
            persistence?.KeysChanged ?? 1);
    }

    /// <summary>Writes redis.conf and returns its path.</summary>
    public Task<string> WriteConfAsync(CancellationToken ct)
    {
        List<string> lines =
        [
            "bind 127.0.0.1", "daemonize no", $"dir {Quoted(Folder)}",
            string.Create(CultureInfo.InvariantCulture, $"port {Port}"),
            PersistSeconds is { } seconds
                ? string.Create(CultureInfo.InvariantCulture, $"save {seconds} {PersistChanges}")
                : "save \"\"",
        ];
        if (Password is not null)
            lines.Add($"requirepass {Quoted(Password)}");
        return WriteAsync("redis.conf", string.Join('\n', lines) + "\n", ct);
    }

    /// <summary>Writes the settings for Garnet and returns their path.</summary>
    public Task<string> WriteJsonAsync(CancellationToken ct) =>
        WriteAsync("garnet.json", JsonSerializer.Serialize(this), ct);

    /// <summary>Whether a server of this name was run here as a program, and has written data.</summary>
    public static bool HasData(string stateFolder, string name)
    {
        var folder = Path.Combine(stateFolder, name);
        return Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder)
            .Any(path => Path.GetFileName(path) is not ("redis.conf" or "garnet.json"));
    }

    public static RedisSettings Read(string path) =>
        JsonSerializer.Deserialize<RedisSettings>(File.ReadAllText(path))
        ?? throw new InvalidDataException($"{path} is empty");

    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private async Task<string> WriteAsync(string name, string text, CancellationToken ct)
    {
        var path = Path.Combine(Folder, name);
        File.Delete(path);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        await using var writer = new StreamWriter(path, options);
        await writer.WriteAsync(text.AsMemory(), ct);
        return path;
    }
}
