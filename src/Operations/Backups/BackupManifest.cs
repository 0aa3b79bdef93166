using System.Text.Json;
using System.Text.Json.Serialization;

namespace PawPal.Operations.Backups;

internal enum BackupKind
{
    [JsonStringEnumMemberName("database")] Database,
    [JsonStringEnumMemberName("files")] Files,
}

/// <summary>
/// What lies beside a backup as <c>&lt;file&gt;.json</c>. It is written last: a file without it is no backup.
/// </summary>
internal sealed record BackupManifest
{
    public const string Extension = ".json";
    public const int CurrentFormat = 1;

    public int Format { get; init; } = CurrentFormat;

    public required BackupKind Kind { get; init; }

    /// <summary>The database's name, or "files".</summary>
    public required string Source { get; init; }

    /// <summary>File name of the backup.</summary>
    public required string File { get; init; }

    /// <summary>The moment whose state it holds.</summary>
    public required DateTimeOffset Created { get; init; }

    public required long Bytes { get; init; }

    public required string Sha256 { get; init; }

    public DatabaseContent? Database { get; init; }

    public FilesContent? Files { get; init; }

    /// <summary>Of a backup whose content is still to be told.</summary>
    public static BackupManifest Of(BackupName name, long bytes, string sha256) => new()
    {
        Kind = name.Kind,
        Source = name.Source,
        File = name.File,
        Created = name.Created,
        Bytes = bytes,
        Sha256 = sha256,
    };

    public string ToJson() => JsonSerializer.Serialize(this, ManifestJson.Default.BackupManifest) + "\n";

    /// <exception cref="OperationFailure">It is no manifest, or one of a later release.</exception>
    public static BackupManifest Parse(string name, string json)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize(json, ManifestJson.Default.BackupManifest);
            if (manifest is { Format: CurrentFormat })
                return manifest;
        }
        catch (JsonException problem)
        {
            throw new OperationFailure($"{name} is damaged: it cannot be read as a backup's manifest", problem);
        }

        throw new OperationFailure($"{name} was written by another release: its format is not {CurrentFormat}");
    }
}

/// <summary>What a dump holds, as seen in the snapshot that it was made from.</summary>
/// <param name="SchemaVersion">The newest migration; none when the database keeps no journal of them.</param>
/// <param name="Roles">Roles that grants and policies name.</param>
internal sealed record DatabaseContent(
    string ServerVersion,
    string DumpVersion,
    string? SchemaVersion,
    IReadOnlyList<string> Roles,
    IReadOnlyList<TableContent> Tables)
{
    [JsonIgnore]
    public long Rows => Tables.Sum(table => table.Rows);
}

/// <summary>One table: the sum over its rows' hashes does not depend on their order.</summary>
internal sealed record TableContent(string Name, long Rows, string Checksum);

/// <summary>How many files an archive holds, and their size before compression.</summary>
internal sealed record FilesContent(int Count, long Bytes);

[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(BackupManifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
