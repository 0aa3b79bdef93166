using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using CsvHelper;
using FastEndpoints;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using PawPal.Api.Data;
using PawPal.Api.Files;
using PawPal.Api.Households;
using PawPal.Api.Text;
using PawPal.Contracts.Export;

namespace PawPal.Api.Export;

/// <summary>The query of <c>GET /api/v1/export</c>.</summary>
internal sealed class ExportRequest
{
    /// <summary>With documents and photos; true when left out.</summary>
    [QueryParam]
    public bool? Files { get; init; }
}

/// <summary>All of a household in a zip file: each table as JSON and as CSV, and the content of files.</summary>
internal sealed class ExportHouseholdEndpoint(HouseholdDatabase database, FileStore files, TimeProvider clock)
    : Endpoint<ExportRequest>
{
    public const string Format = "pawpal-household";
    public const int FormatVersion = 1;

    public override void Configure()
    {
        Get("export");
        this.RequireHousehold(HouseholdAccess.Own);
        Description(route => route.Produces<byte[]>(StatusCodes.Status200OK, "application/zip"));
        Summary(s => s.Summary = "The whole household as JSON and CSV, in a zip file");
    }

    public override async Task HandleAsync(ExportRequest request, CancellationToken ct)
    {
        var caller = HttpContext.Caller();
        HttpContext.MarkResponseStart();
        // ZipArchive ends an entry with a synchronous write of a few bytes.
        if (HttpContext.Features.Get<IHttpBodyControlFeature>() is { } control)
            control.AllowSynchronousIO = true;
        var response = HttpContext.Response;
        response.ContentType = "application/zip";
        response.Headers.CacheControl = "no-store";
        response.Headers[HeaderNames.ContentDisposition] = string.Create(
            CultureInfo.InvariantCulture, $"attachment; filename=\"pawpal-{clock.GetUtcNow():yyyy-MM-dd}.zip\"");
        await using var zip = await ZipArchive.CreateAsync(
            response.Body, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, ct);
        // Children first: whatever they refer to was there before, and is found when its own turn comes.
        foreach (var table in HouseholdTables.Exported.Reverse())
        {
            await WriteJsonAsync(zip, caller, table.Name, ct);
            await WriteCsvAsync(zip, caller, table.Name, ct);
        }

        var kept = request.Files is false ? [] : await FilesAsync(caller, ct);
        foreach (var one in kept)
        {
            if (await files.FindAsync(database, caller.Household, one.Id, ct) is not { } file)
                continue;
            await using var entry = await OpenAsync(zip, $"files/{one.Id}", ct);
            await entry.WriteAsync(file.Content, ct);
        }

        await using var manifest = await OpenAsync(zip, "manifest.json", ct);
        await JsonSerializer.SerializeAsync(
            manifest,
            new ExportManifest(
                Format, FormatVersion, caller.Household.Value, caller.HouseholdName, caller.TimeZone.Id,
                    clock.GetUtcNow(),
                await PeopleAsync(caller, ct), kept),
            JsonSerializerOptions.Web,
            ct);
    }

    private static Task<Stream> OpenAsync(ZipArchive zip, string name, CancellationToken ct) =>
        zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(ct);

    private async Task WriteJsonAsync(ZipArchive zip, HouseholdCaller caller, string table, CancellationToken ct)
    {
        await using var entry = await OpenAsync(zip, $"{table}.json", ct);
        await using var text = new StreamWriter(entry);
        await using var query = database.Query(caller.Household);
        query.Add($"select (to_jsonb(t) - 'household_id')::text from {table} t where household_id = $1")
            .Bind(caller.Household.Value);
        await using var row = await query.ExecuteAsync(ct);
        var separator = "[\n";
        while (await row.ReadAsync(ct))
        {
            await text.WriteAsync(separator);
            await text.WriteAsync(row.GetString(0));
            separator = ",\n";
        }

        await text.WriteAsync(separator[0] == '[' ? "[]\n" : "\n]\n");
    }

    private async Task WriteCsvAsync(ZipArchive zip, HouseholdCaller caller, string table, CancellationToken ct)
    {
        await using var entry = await OpenAsync(zip, $"{table}.csv", ct);
        await using var text = new StreamWriter(entry);
        await using var csv = new CsvWriter(text, SpreadsheetCsv.Format);
        await using var query = database.Query(caller.Household);
        query.Add($"select * from {table} where household_id = $1").Bind(caller.Household.Value);
        await using var row = await query.ExecuteAsync(ct);
        var columns = Enumerable.Range(0, row.FieldCount).Where(n => row.GetName(n) is not "household_id").ToList();
        foreach (var column in columns)
            csv.WriteField(row.GetName(column));
        await csv.NextRecordAsync();
        while (await row.ReadAsync(ct))
        {
            foreach (var column in columns)
                csv.WriteField(Cell(row.GetValue(column)));
            await csv.NextRecordAsync();
        }
    }

    private static string? Cell(object value) => value switch
    {
        DBNull => null,
        DateTime { Kind: DateTimeKind.Utc } moment => moment.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'",
            CultureInfo.InvariantCulture),
        DateTime wall => wall.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Array list => string.Join(';', list.Cast<object>().Select(one => Convert.ToString(one,
            CultureInfo.InvariantCulture))),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private async Task<List<ExportedFile>> FilesAsync(HouseholdCaller caller, CancellationToken ct)
    {
        await using var query = database.Query(caller.Household);
        query.Add("select id, content_type from stored_file where household_id = $1 order by created_at, id")
            .Bind(caller.Household.Value);
        await using var row = await query.ExecuteAsync(ct);
        var all = new List<ExportedFile>();
        while (await row.ReadAsync(ct))
            all.Add(new ExportedFile(row.GetGuid(0), row.GetString(1)));
        return all;
    }

    private async Task<Dictionary<Guid, string>> PeopleAsync(HouseholdCaller caller, CancellationToken ct)
    {
        await using var query = database.Query(caller.Household);
        query.Add(
            """
            select a.id, a.display_name from account a
            where a.id in (select account_id from membership where household_id = $1
                union select recorded_by from care_event where household_id = $1)
            """).Bind(caller.Household.Value);
        await using var row = await query.ExecuteAsync(ct);
        var people = new Dictionary<Guid, string>();
        while (await row.ReadAsync(ct))
            people.Add(row.GetGuid(0), row.GetString(1));
        return people;
    }
}
