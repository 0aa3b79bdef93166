using FastEndpoints;
using FluentValidation;
using PawPal.Api.Care;
using PawPal.Api.Commands;
using PawPal.Api.Data;
using PawPal.Api.Files;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Contracts.Care;
using PawPal.Contracts.Export;

namespace PawPal.Api.Export;

/// <summary>The form of <c>POST /api/v1/import/events</c>.</summary>
internal sealed class ImportEventsRequest
{
    /// <summary>CSV in UTF-8, to 10 MB and 20,000 rows.</summary>
    public IFormFile? File { get; init; }
}

internal sealed class ImportEventsValidator : Validator<ImportEventsRequest>
{
    public ImportEventsValidator() => RuleFor(r => r.File).UploadedFile();
}

/// <summary>Events from a table: all rows or none, each once however often it is sent.</summary>
internal sealed class ImportEventsEndpoint(TimeProvider clock)
    : WriteEndpoint<ImportEventsRequest, ImportEventsResponse>
{
    private const int MostErrors = 50;
    private const int AtOnce = 1_000;

    private const string FindPets =
        """
        select id, name, nicknames from pet where household_id = $1 and archived_at is null order by created_at, id
        """;

    private static readonly CareRules<LogCareRequest> Rules = new();

    private byte[] _upload = [];

    public override void Configure()
    {
        Post("import/events");
        AllowFileUploads();
        this.RequireHousehold(HouseholdAccess.Keep);
        Description(
            route => route.Accepts<ImportEventsRequest>(Upload.Form).Produces<ImportEventsResponse>(),
            clearDefaults: true);
        Summary(s => s.Summary = "Import events from CSV: PawPal's own columns, or those of Baby Buddy");
    }

    protected override async ValueTask<byte[]> FingerprintAsync(ImportEventsRequest request, CancellationToken ct)
    {
        _upload = await request.File!.ReadAsync(ct);
        return Fingerprint.Of(Route(), _upload);
    }

    protected override async Task<WriteResult> WriteAsync(
        ImportEventsRequest request, WriteContext write, CancellationToken ct)
    {
        var table = new EventTable(write.Caller.TimeZone);
        using var content = new MemoryStream(_upload, writable: false);
        await table.ReadAsync(content, ct);
        var pets = await PetsAsync(write, ct);
        var errors = table.Errors.Concat(table.Rows.SelectMany(row => Doubts(row, pets))).Take(MostErrors).ToList();
        if (errors.Count > 0 || table.Rows.Count == 0)
            return new WriteResult.Failed(Problems.ImportRowsWrong)
            {
                Errors = errors.Count > 0 ? errors : [new ProblemError("/rows", "required", "The file has no rows.")],
            };

        var entries = table.Rows.Select(row =>
        {
            var (id, name) = pets[row.Pet];
            return new CareEntry(
                row.IdFor(write.Household.Value, id), id, name, row.Details.ToDetails(), row.At, TimePrecision.Exact);
        }).DistinctBy(entry => entry.Id).ToList();
        var known = await KnownAsync(write, entries, ct);
        var author = new CareAuthor(write.Caller.Account, write.Caller.AccountName, write.NewId(), "import");
        foreach (var some in entries.Where(entry => !known.Contains(entry.Id)).Chunk(AtOnce))
        {
            if (await CareLog.AddAsync(write.Session, author, some, write.Now, ct) is null)
                return new WriteResult.Failed(Problems.PetUnknown);
        }

        return new WriteResult.Written(WriteAnswer.Ok(
            new ImportEventsResponse(entries.Count - known.Count, known.Count)));
    }

    private IEnumerable<ProblemError> Doubts(EventRow row, Dictionary<string, (Guid Id, string Name)> pets)
    {
        if (!pets.TryGetValue(row.Pet, out var pet))
            yield return new ProblemError($"/rows/{row.Number}/pet", "unknown", "No pet of this name lives here.");
        if (row.At > clock.GetUtcNow().AddMinutes(5) || row.At.Year < 1990)
            yield return new ProblemError($"/rows/{row.Number}/time", "range", "It cannot lie ahead, nor before 1990.");
        foreach (var failure in Rules.Validate(row.Details with { PetIds = [pet.Id] }).Errors)
        {
            yield return new ProblemError(
                $"/rows/{row.Number}/{char.ToLowerInvariant(failure.PropertyName[0])}{failure.PropertyName[1..]}",
                ValidationProblem.Code(failure), failure.ErrorMessage);
        }
    }

    private static async Task<Dictionary<string, (Guid Id, string Name)>> PetsAsync(
        WriteContext write, CancellationToken ct)
    {
        await using var find = write.Session.Command(FindPets);
        find.Parameters.Bind(write.Household.Value);
        await using var rows = await find.ExecuteReaderAsync(ct);
        var pets = new Dictionary<string, (Guid Id, string Name)>(StringComparer.OrdinalIgnoreCase);
        while (await rows.ReadAsync(ct))
        {
            var pet = (rows.GetGuid(0), rows.GetString(1));
            pets[pet.Item2] = pet;
            foreach (var nickname in rows.GetFieldValue<string[]>(2))
                pets.TryAdd(nickname, pet);
        }

        return pets;
    }

    private static async Task<HashSet<Guid>> KnownAsync(
        WriteContext write, List<CareEntry> entries, CancellationToken ct)
    {
        await using var find = write.Session.Command(
            "select id from care_event where household_id = $1 and id = any($2)");
        find.Parameters.Bind(write.Household.Value, entries.Select(entry => entry.Id).ToArray());
        await using var rows = await find.ExecuteReaderAsync(ct);
        var known = new HashSet<Guid>();
        while (await rows.ReadAsync(ct))
            known.Add(rows.GetGuid(0));
        return known;
    }
}
