using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using PawPal.Contracts.Export;

namespace PawPal.Api.Export;

/// <summary>An exported household, read and bounded: a bomb bursts here and not in the database.</summary>
internal sealed class ImportArchive
{
    private const long MostUnpacked = 250L * 1024 * 1024;
    private const int MostRows = 500_000;

    private ImportArchive(ExportManifest manifest) => Manifest = manifest;

    public ExportManifest Manifest { get; }

    public Dictionary<string, List<JsonObject>> Tables { get; } = new(StringComparer.Ordinal);

    public Dictionary<Guid, byte[]> Files { get; } = [];

    /// <returns>The household, or why it cannot be read.</returns>
    public static async Task<(ImportArchive? Archive, Problem? Problem)> ReadAsync(byte[] upload, CancellationToken ct)
    {
        try
        {
            await using var zip = await ZipArchive.CreateAsync(
                new MemoryStream(upload, writable: false), ZipArchiveMode.Read, leaveOpen: false,
                    entryNameEncoding: null, ct);
            var budget = new Budget();
            if (zip.GetEntry("manifest.json") is not { } entry
                || JsonSerializer.Deserialize<ExportManifest>(
                    await budget.ReadAsync(entry, ct), JsonSerializerOptions.Web) is not
                    {
                        Format: ExportHouseholdEndpoint.Format, Version: ExportHouseholdEndpoint.FormatVersion,
                        People: not null,
                        Files: not null,
                    } manifest)
                return (null, Problems.ImportUnreadable);
            var archive = new ImportArchive(manifest);
            await archive.FillAsync(zip, budget, ct);
            return (archive, null);
        }
        catch (Exception failure) when (failure is InvalidDataException or JsonException or InvalidOperationException
            or IOException or NotSupportedException)
        {
            return (null, failure is TooMuchException ? Problems.ImportTooLarge : Problems.ImportUnreadable);
        }
    }

    private async Task FillAsync(ZipArchive zip, Budget budget, CancellationToken ct)
    {
        var rows = 0;
        foreach (var table in HouseholdTables.Exported)
        {
            var all = new List<JsonObject>();
            if (zip.GetEntry($"{table.Name}.json") is { } entry)
            {
                foreach (var node in JsonNode.Parse(await budget.ReadAsync(entry, ct)) as JsonArray
                    ?? throw new InvalidDataException())
                    all.Add(node as JsonObject ?? throw new InvalidDataException());
            }

            rows += all.Count;
            if (rows > MostRows)
                throw new TooMuchException();
            Tables.Add(table.Name, all);
        }

        foreach (var file in Manifest.Files)
        {
            if (zip.GetEntry($"files/{file.Id}") is { } entry)
                Files[file.Id] = await budget.ReadAsync(entry, ct);
        }
    }

    private sealed class TooMuchException : IOException;

    // What an entry says of its own size is not believed.
    private sealed class Budget
    {
        private long _left = MostUnpacked;

        public async Task<byte[]> ReadAsync(ZipArchiveEntry entry, CancellationToken ct)
        {
            await using var packed = await entry.OpenAsync(ct);
            using var content = new MemoryStream();
            var buffer = new byte[81_920];
            int read;
            while ((read = await packed.ReadAsync(buffer, ct)) > 0)
            {
                if ((_left -= read) < 0)
                    throw new TooMuchException();
                content.Write(buffer, 0, read);
            }

            return content.ToArray();
        }
    }
}
