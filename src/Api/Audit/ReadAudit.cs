using System.Text.Json;
using System.Text.Json.Nodes;
using FastEndpoints;
using FluentValidation;
using Npgsql;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Api.Paging;
using PawPal.Contracts.Audit;

namespace PawPal.Api.Audit;

/// <summary>The query of <c>GET /api/v1/audit</c>.</summary>
internal sealed class ListAuditRequest
{
    /// <summary>A part of the actions: <c>care</c>, or one: <c>care.logged</c>.</summary>
    [QueryParam]
    public string? Action { get; init; }

    [QueryParam]
    public Guid? PetId { get; init; }

    /// <summary>Account of who did it.</summary>
    [QueryParam]
    public Guid? By { get; init; }

    /// <summary>Only what came before this number.</summary>
    [QueryParam]
    public long? Before { get; init; }

    [QueryParam]
    public int? Limit { get; init; }
}

internal sealed class ListAuditValidator : Validator<ListAuditRequest>
{
    public ListAuditValidator()
    {
        RuleFor(r => r.Action).Matches(@"^[a-z_]{1,40}(\.[a-z_]{1,40})?\z").WithErrorCode("format")
            .WithMessage("Such as care or care.logged.");
        RuleFor(r => r.Before).GreaterThan(0).WithMessage("Above 0.");
        RuleFor(r => r.Limit).PageLimit();
    }
}

internal sealed class ListAuditEndpoint(HouseholdDatabase database) : Endpoint<ListAuditRequest, AuditPage>
{
    private const string Find =
        $"""
        select {AuditRow.Columns} from audit_entry
        where household_id = $1 and ($2::bigint is null or seq < $2)
            and ($3::text is null or action = $3 or starts_with(action, $3 || '.'))
            and ($4::uuid is null or pet_id = $4) and ($5::uuid is null or account_id = $5)
        order by seq desc limit $6
        """;

    public override void Configure()
    {
        Get("audit");
        this.RequireHousehold(HouseholdAccess.Keep);
        Summary(s => s.Summary = "Who changed what, newest first");
    }

    public override async Task HandleAsync(ListAuditRequest request, CancellationToken ct)
    {
        var limit = request.Limit ?? PageRules.Usual;
        await using var query = database.Query(HttpContext.Caller());
        query.Add(Find)
            .Bind(HttpContext.Caller().Household.Value, request.Before, request.Action)
            .Bind(request.PetId, request.By, limit + 1);
        await using var row = await query.ExecuteAsync(ct);
        var entries = new List<AuditEntry>();
        while (await row.ReadAsync(ct))
            entries.Add(AuditRow.Read(row));
        await Send.OkAsync(
            entries.Count > limit
                ? new AuditPage(entries[..limit], entries[limit - 1].Seq)
                : new AuditPage(entries, Next: null),
            ct);
    }
}

/// <summary><c>GET /api/v1/audit/verify</c>: reckons the whole chain again.</summary>
internal sealed class VerifyAuditEndpoint(HouseholdDatabase database) : EndpointWithoutRequest<AuditVerdict>
{
    // A gap, a row put in, and a changed one all show at the first number that does not follow; a row cut off at the
    // end shows against the head.
    private const string Verify =
        """
        with link as (
            select seq, hash, row_number() over (order by seq) as place,
                audit_hash(coalesce(lag(hash) over (order by seq), ''), household_id, seq, id, at, account_id, action,
                    subject, pet_id, details) as reckoned
            from audit_entry where household_id = $1),
        head as (select seq, hash from audit_head where household_id = $1)
        select (select count(*) from link), coalesce(
            (select min(seq) from link where seq <> place or hash <> reckoned),
            (select h.seq from head h where not exists (select from link l where l.seq = h.seq and l.hash = h.hash)),
            (select min(l.seq) from link l where l.seq > coalesce((select seq from head), 0)))
        """;

    public override void Configure()
    {
        Get("audit/verify");
        this.RequireHousehold(HouseholdAccess.Keep);
        Summary(s => s.Summary = "Whether anything was altered, taken out of or put into the trail");
    }

    public override async Task HandleAsync(CancellationToken ct)
    {
        var household = HttpContext.Caller().Household;
        await using var query = database.Query(household);
        query.Add(Verify).Bind(household.Value);
        await using var row = await query.ExecuteAsync(ct);
        await row.ReadAsync(ct);
        long? broken = row.IsDBNull(1) ? null : row.GetInt64(1);
        await Send.OkAsync(new AuditVerdict(broken is null, row.GetInt64(0), broken), ct);
    }
}

/// <summary><c>GET /api/v1/audit/export</c>: the whole trail, a line of JSON for each entry, oldest first.</summary>
internal sealed class ExportAuditEndpoint(HouseholdDatabase database) : EndpointWithoutRequest
{
    private const string Lines = "application/x-ndjson";

    public override void Configure()
    {
        Get("audit/export");
        this.RequireHousehold(HouseholdAccess.Keep);
        Description(route => route.Produces<AuditEntry>(StatusCodes.Status200OK, Lines), clearDefaults: true);
        Summary(s => s.Summary = "The whole trail, as lines of JSON");
    }

    public override async Task HandleAsync(CancellationToken ct)
    {
        var household = HttpContext.Caller().Household;
        await using var query = database.Query(household);
        query.Add($"select {AuditRow.Columns} from audit_entry where household_id = $1 order by seq")
            .Bind(household.Value);
        await using var row = await query.ExecuteAsync(ct);
        HttpContext.MarkResponseStart();
        HttpContext.Response.ContentType = Lines;
        HttpContext.Response.Headers.ContentDisposition = "attachment; filename=\"audit.jsonl\"";
        while (await row.ReadAsync(ct))
        {
            var line = JsonSerializer.Serialize(AuditRow.Read(row), JsonSerializerOptions.Web);
            await HttpContext.Response.WriteAsync(line + "\n", ct);
        }
    }
}

internal static class AuditRow
{
    public const string Columns =
        "seq, at, account_id, action, subject, pet_id, details::text, encode(hash, 'hex')";

    public static AuditEntry Read(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        row.GetFieldValue<DateTimeOffset>(1),
        row.GuidOrNull(2),
        row.GetString(3),
        row.GetGuid(4),
        row.GuidOrNull(5),
        JsonNode.Parse(row.GetString(6)),
        row.GetString(7));
}
