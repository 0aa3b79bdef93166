using FastEndpoints;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Api.Text;
using PawPal.Contracts.Medications;

namespace PawPal.Api.Medications;

/// <summary>The query of <c>GET /api/v1/regimens</c>.</summary>
internal sealed class ListRegimensRequest
{
    [QueryParam]
    public Guid? PetId { get; init; }

    /// <summary>Also those that are over.</summary>
    [QueryParam]
    public bool? Ended { get; init; }
}

internal sealed class ListRegimensEndpoint(HouseholdDatabase database)
    : Endpoint<ListRegimensRequest, RegimensResponse>
{
    private const int Most = 500;

    private const string FindAll =
        $"""
        select {Regimen.Columns} from regimen r
        join pet p on p.household_id = r.household_id and p.id = r.pet_id
        where r.household_id = $1 and ($2::uuid is null or r.pet_id = $2) and (r.state <> 'ended' or $3)
        order by array_position(array['active', 'paused', 'ended'], r.state), r.created_at desc, r.id desc
        limit $4
        """;

    public override void Configure()
    {
        Get("regimens");
        this.RequireHousehold(HouseholdAccess.Read);
        Summary(s => s.Summary = "The household's medicine plans");
    }

    public override async Task HandleAsync(ListRegimensRequest request, CancellationToken ct)
    {
        await using var query = database.Query(HttpContext.Caller());
        query.Add(FindAll).Bind(
            HttpContext.Caller().Household.Value, request.PetId, request.Ended ?? false, Most);
        await using var row = await query.ExecuteAsync(ct);
        var regimens = new List<RegimenResponse>();
        while (await row.ReadAsync(ct))
            regimens.Add(Regimen.Read(row).Response);
        await Send.OkAsync(new RegimensResponse(regimens), ct);
    }
}

/// <summary>The path of a request about one plan.</summary>
internal sealed record RegimenPath(Guid RegimenId);

internal sealed class GetRegimenEndpoint(HouseholdDatabase database) : Endpoint<RegimenPath, RegimenResponse>
{
    private const string FindOne =
        $"""
        select {Regimen.Columns} from regimen r
        join pet p on p.household_id = r.household_id and p.id = r.pet_id
        where r.household_id = $1 and r.id = $2
        """;

    public override void Configure()
    {
        Get("regimens/{regimenId}");
        this.RequireHousehold(HouseholdAccess.Read);
        Summary(s => s.Summary = "A medicine plan, with the version to edit it by");
    }

    public override async Task HandleAsync(RegimenPath request, CancellationToken ct)
    {
        await using var query = database.Query(HttpContext.Caller());
        query.Add(FindOne).Bind(HttpContext.Caller().Household.Value, request.RegimenId);
        await using var row = await query.ExecuteAsync(ct);
        await (await row.ReadAsync(ct)
            ? this.OkVersionedAsync(Regimen.Read(row).Response, ct)
            : this.ProblemAsync(Problems.RegimenUnknown, ct));
    }
}

/// <summary>The query of <c>GET /api/v1/regimens/directions</c>.</summary>
internal sealed class ReadDirectionsRequest
{
    /// <summary>1 to 200 characters.</summary>
    [QueryParam]
    public string Text { get; init; } = "";
}

internal sealed class ReadDirectionsValidator : Validator<ReadDirectionsRequest>
{
    public ReadDirectionsValidator() => RuleFor(r => r.Text).PlainTextOf(1, 200);
}

internal sealed class ReadDirectionsEndpoint : Endpoint<ReadDirectionsRequest, DirectionsResponse>
{
    public override void Configure()
    {
        Get("regimens/directions");
        this.RequireHousehold(HouseholdAccess.Read);
        Summary(s => s.Summary = "How directions are understood, in plain words");
    }

    public override Task HandleAsync(ReadDirectionsRequest request, CancellationToken ct) =>
        DirectionsReader.TryRead(PlainText.Clean(request.Text), out var read) is { } fault
            ? this.ProblemAsync(
                Problems.InvalidRequest, ct, errors: [new ProblemError("/text", fault.Code, DirectionWords.Say(fault))])
            : Send.OkAsync(
                new DirectionsResponse(
                    DirectionWords.Say(read), Regimen.Dose(read.Amount, read.Unit), read.Rule, read.IsAsNeeded,
                    read.LeastHours, read.MostPerDay, read.Days),
                ct);
}
