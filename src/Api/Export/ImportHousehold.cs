using System.Text.Json;
using System.Text.Json.Nodes;
using FastEndpoints;
using FluentValidation;
using Npgsql;
using NpgsqlTypes;
using PawPal.Api.Commands;
using PawPal.Api.Data;
using PawPal.Api.Files;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Contracts.Export;

namespace PawPal.Api.Export;

/// <summary>The form of <c>POST /api/v1/import</c>.</summary>
internal sealed class ImportRequest
{
    /// <summary>The zip file of an export, to 25 MB.</summary>
    public IFormFile? File { get; init; }
}

internal sealed class ImportValidator : Validator<ImportRequest>
{
    public const long MostBytes = 25L * 1024 * 1024;

    public ImportValidator() => RuleFor(r => r.File).Cascade(CascadeMode.Stop)
        .NotNull().WithErrorCode("required").WithMessage("Send a file in the field file.")
        .Must(file => file!.Length is > 0 and <= MostBytes).WithErrorCode("length")
        .WithMessage("A file of 1 byte to 25 MB.");
}

/// <summary>All of an exported household into this one, or nothing.</summary>
internal sealed class ImportHouseholdEndpoint(FileStore files, HouseholdVocabulary vocabulary)
    : WriteEndpoint<ImportRequest, ImportResponse>
{
    private const int RowsAtOnce = 2_000;

    private const string FindColumns =
        """
        select column_name::text from information_schema.columns where table_schema = 'public' and table_name = $1
            and is_generated = 'NEVER'
        """;

    private byte[] _upload = [];

    public override void Configure()
    {
        Post("import");
        AllowFileUploads();
        this.RequireHousehold(HouseholdAccess.Own);
        Description(
            route => route.Accepts<ImportRequest>(Upload.Form).Produces<ImportResponse>(), clearDefaults: true);
        Summary(s => s.Summary = "Bring an exported household into this one; twice adds nothing twice");
    }

    protected override async ValueTask<byte[]> FingerprintAsync(ImportRequest request, CancellationToken ct)
    {
        _upload = await request.File!.ReadAsync(ct);
        return Fingerprint.Of(Route(), _upload);
    }

    protected override async Task<WriteResult> WriteAsync(
        ImportRequest request, WriteContext write, CancellationToken ct)
    {
        var (archive, problem) = await ImportArchive.ReadAsync(_upload, ct);
        if (archive is null)
            return new WriteResult.Failed(problem!);
        var mapping = new RowMapping(archive.Manifest, write.Caller, await MembersAsync(write, ct), write.Now);
        var added = new Dictionary<string, int>(StringComparer.Ordinal);
        try
        {
            if (await AddFilesAsync(archive, mapping, write, ct) is { } wrong)
                return wrong;
            await GiveFreeNamesAsync(archive.Tables["pet"], write, mapping, ct);
            foreach (var table in HouseholdTables.Exported)
            {
                var rows = archive.Tables[table.Name];
                foreach (var (number, row) in rows.Index())
                {
                    if (mapping.Map(table, row) is { } fault)
                        return Wrong(table.Name, number, fault);
                }

                added.Add(table.Name, await InsertAsync(write.Session, table.Name, rows, ct));
            }
        }
        catch (PostgresException failure) when (failure.SqlState.StartsWith("23", StringComparison.Ordinal)
            || failure.SqlState.StartsWith("22", StringComparison.Ordinal))
        {
            // A row that the database's own rules refuse.
            return Wrong(failure.TableName ?? "", number: null, failure.ConstraintName ?? failure.SqlState);
        }

        write.Record("household.imported", write.Household.Value, details: new
        {
            Rows = added,
            Files = archive.Files.Count
        });
        return new WriteResult.Written(WriteAnswer.Ok(new ImportResponse(added, archive.Files.Count)));
    }

    protected override ValueTask AfterAsync(ImportRequest request, CancellationToken ct) =>
        vocabulary.DropAsync(HttpContext.Caller().Household, ct);

    private static WriteResult.Failed Wrong(string table, int? number, string fault) => new(Problems.ImportRowsWrong)
    {
        Errors = [new ProblemError($"/{table}{(number is { } n ? $"/{n}" : "")}", "row", fault)],
    };

    private static async Task<HashSet<Guid>> MembersAsync(WriteContext write, CancellationToken ct)
    {
        await using var find = write.Session.Command("select account_id from membership where household_id = $1");
        find.Parameters.Bind(write.Household.Value);
        await using var rows = await find.ExecuteReaderAsync(ct);
        var members = new HashSet<Guid>();
        while (await rows.ReadAsync(ct))
            members.Add(rows.GetGuid(0));
        return members;
    }

    private async Task<WriteResult?> AddFilesAsync(
        ImportArchive archive, RowMapping mapping, WriteContext write, CancellationToken ct)
    {
        foreach (var (number, file) in archive.Manifest.Files.Index())
        {
            if (!archive.Files.TryGetValue(file.Id, out var content))
                continue;
            if (content.Length is 0 or > Upload.MostBytes || FileKind.Of(content) is not { } kind)
                return Wrong("files", number, "is no PDF, JPEG, PNG or WebP to 10 MB");
            await files.AddAsync(write.Session, mapping.IdOf(file.Id), kind, content, write.Now, ct);
        }

        // Without its content a version or a photo is nothing.
        var kept = archive.Files.Keys.ToHashSet();
        foreach (var table in (string[])["document_version", "pet_photo"])
        {
            archive.Tables[table].RemoveAll(row => row["file_id"] is not JsonValue id
                || !id.TryGetValue<Guid>(out var file) || !kept.Contains(file));
        }

        return null;
    }

    // Two pets of one household have two names.
    private static async Task GiveFreeNamesAsync(
        List<JsonObject> pets, WriteContext write, RowMapping mapping, CancellationToken ct)
    {
        var taken = new Dictionary<string, Guid>(StringComparer.OrdinalIgnoreCase);
        await using (var find = write.Session.Command(
            "select name, id from pet where household_id = $1 and archived_at is null"))
        {
            find.Parameters.Bind(write.Household.Value);
            await using var rows = await find.ExecuteReaderAsync(ct);
            while (await rows.ReadAsync(ct))
                taken[rows.GetString(0)] = rows.GetGuid(1);
        }

        foreach (var pet in pets.Where(pet => pet["archived_at"] is null))
        {
            if (pet["name"] is not JsonValue said || !said.TryGetValue<string>(out var name)
                || pet["id"] is not JsonValue key || !key.TryGetValue<Guid>(out var id))
                continue;
            var (free, number) = (name, 2);
            while (taken.TryGetValue(free, out var other) && other != mapping.IdOf(id))
                free = $"{name} {number++}";
            pet["name"] = free;
            taken[free] = mapping.IdOf(id);
        }
    }

    private static async Task<int> InsertAsync(
        HouseholdSession session, string table, List<JsonObject> rows, CancellationToken ct)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        await using (var find = session.Command(FindColumns))
        {
            find.Parameters.Bind(table);
            await using var column = await find.ExecuteReaderAsync(ct);
            while (await column.ReadAsync(ct))
                known.Add(column.GetString(0));
        }

        var added = 0;
        // Rows with the same columns go together; a column that is left out takes its default.
        foreach (var group in rows.GroupBy(row => string.Join(
            ", ", row.Select(field => field.Key).Where(known.Contains).Order(StringComparer.Ordinal)),
                StringComparer.Ordinal))
        {
            foreach (var some in group.Chunk(RowsAtOnce))
            {
                await using var insert = session.Command(
                    $"""
                    insert into {table} ({group.Key})
                    select {group.Key} from jsonb_populate_recordset(null::{table}, $1) on conflict do nothing
                    """);
                insert.Parameters.Add(new NpgsqlParameter<string>
                {
                    TypedValue = JsonSerializer.Serialize(some),
                    NpgsqlDbType = NpgsqlDbType.Jsonb,
                });
                added += await insert.ExecuteNonQueryAsync(ct);
            }
        }

        return added;
    }
}
