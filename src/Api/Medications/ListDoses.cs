using FastEndpoints;
using PawPal.Api.Commands;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Contracts.Medications;

namespace PawPal.Api.Medications;

/// <summary>The query of <c>GET /api/v1/regimens/doses</c>.</summary>
internal sealed class ListDosesRequest
{
    /// <summary>Today in the household's zone when left out.</summary>
    [QueryParam]
    public DateOnly? Date { get; init; }
}

internal sealed class ListDosesEndpoint(HouseholdDatabase database, TimeProvider clock)
    : Endpoint<ListDosesRequest, DosesResponse>
{
    public override void Configure()
    {
        Get("regimens/doses");
        this.RequireHousehold(HouseholdAccess.Read);
        Summary(s => s.Summary = "The doses of a day: due when, given by whom");
    }

    public override async Task HandleAsync(ListDosesRequest request, CancellationToken ct)
    {
        var caller = HttpContext.Caller();
        var now = clock.GetUtcNow();
        var date = request.Date ?? caller.LocalDate(now);
        if (date.Year is < 1990 or > 2199)
        {
            await this.ProblemAsync(
                Problems.InvalidRequest, ct, errors: [new ProblemError("/date", "range", "From 1990 to 2199.")]);
            return;
        }

        var (start, end) = (caller.TimeZone.StartOf(date), caller.TimeZone.StartOf(date.AddDays(1)));
        await using var query = database.Query(caller);
        DoseWindows.AddTo(query, caller.Household.Value, start, end);
        await using var row = await query.ExecuteAsync(ct);
        var doses = await DoseWindows.ReadAsync(row, start, end, now, ct);
        await Send.OkAsync(new DosesResponse(date, caller.TimeZone.Id, doses), ct);
    }
}
