using FastEndpoints;
using FluentValidation;
using Microsoft.Net.Http.Headers;
using PawPal.Api.Care;
using PawPal.Api.Data;
using PawPal.Api.Health;
using PawPal.Api.Households;
using PawPal.Api.Triage;
using PawPal.Api.Vaccinations;
using PawPal.Contracts.Vaccinations;

namespace PawPal.Api.Reports;

/// <summary>The path and query of <c>GET /api/v1/pets/{petId}/report</c>.</summary>
internal sealed class VetReportRequest
{
    public Guid PetId { get; init; }

    /// <summary>1 to 730 days of history; 90 when left out.</summary>
    [QueryParam]
    public int? Days { get; init; }
}

internal sealed class VetReportValidator : Validator<VetReportRequest>
{
    public VetReportValidator() =>
        RuleFor(r => r.Days).InclusiveBetween(1, 730).WithMessage("Between 1 and 730 days.");
}

internal sealed class VetReportEndpoint(HouseholdDatabase database, TimeProvider clock) : Endpoint<VetReportRequest>
{
    private const int UsualDays = 90;

    private const string FindHistory =
        $"""
        select {CareEvent.Columns} from care_event e
        join pet p on p.household_id = e.household_id and p.id = e.pet_id
        left join account a on a.id = e.recorded_by
        where e.household_id = $1 and e.pet_id = $2 and e.occurred_at >= $3 and {CareEvent.Stands}
        order by e.occurred_at desc, e.id desc limit 10000
        """;

    private const string FindVaccinations =
        $"""
        select {VaccinationStore.Columns} from vaccination v
        join pet p on p.household_id = v.household_id and p.id = v.pet_id
        where v.household_id = $1 and v.pet_id = $2 and not v.superseded order by v.given_on desc, v.id desc limit 50
        """;

    public override void Configure()
    {
        Get("pets/{petId}/report");
        this.RequireHousehold(HouseholdAccess.Read);
        Description(route => route.Produces<byte[]>(StatusCodes.Status200OK, "application/pdf"));
        Summary(s => s.Summary = "A pet's history for a vet visit, as PDF");
    }

    public override async Task HandleAsync(VetReportRequest request, CancellationToken ct)
    {
        var caller = HttpContext.Caller();
        var now = clock.GetUtcNow();
        if (await SummaryForVet.ReadAsync(database, caller, request.PetId, now, ct) is not { } summary)
        {
            await this.ProblemAsync(Problems.PetUnknown, ct);
            return;
        }

        var days = request.Days ?? UsualDays;
        var home = caller.Household.Value;
        await using var query = database.Query(caller);
        query.Add(Weighings.Find).Bind(home, request.PetId);
        query.Add(FindHistory).Bind(home, request.PetId, now.UtcDateTime.AddDays(-days));
        query.Add(FindVaccinations).Bind(home, request.PetId);
        await using var row = await query.ExecuteAsync(ct);
        var weights = await Weighings.ReadAsync(row, ct);
        await row.NextResultAsync(ct);
        var history = await CareEvent.ReadAllAsync(row, ct);
        await row.NextResultAsync(ct);
        var vaccinations = new List<VaccinationResponse>();
        while (await row.ReadAsync(ct))
            vaccinations.Add(VaccinationStore.Read(row));
        var report = new VetReport(summary, weights, [.. history.Select(e => e.Response)], vaccinations, days);
        var name = new ContentDispositionHeaderValue("attachment");
        name.SetHttpFileName($"{summary.Pet.Name}.pdf");
        HttpContext.Response.Headers.ContentDisposition = name.ToString();
        HttpContext.Response.Headers.CacheControl = "no-store";
        await Send.BytesAsync(
            report.Write(caller.HouseholdName, now, caller.TimeZone), contentType: "application/pdf", cancellation: ct);
    }
}
