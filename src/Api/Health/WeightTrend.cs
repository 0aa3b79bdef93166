using FastEndpoints;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Contracts.Health;

namespace PawPal.Api.Health;

/// <summary>The path of <c>GET /api/v1/pets/{petId}/weight</c>.</summary>
internal sealed record WeightTrendRequest(Guid PetId);

internal sealed class WeightTrendEndpoint(HouseholdDatabase database, TimeProvider clock)
    : Endpoint<WeightTrendRequest, WeightTrendResponse>
{
    public override void Configure()
    {
        Get("pets/{petId}/weight");
        this.RequireHousehold(HouseholdAccess.Read);
        Summary(s => s.Summary = "A pet's weight over time, and what is worth a look");
    }

    public override async Task HandleAsync(WeightTrendRequest request, CancellationToken ct)
    {
        var caller = HttpContext.Caller();
        await using var query = database.Query(caller);
        query.Add("select species, birth_date from pet where household_id = $1 and id = $2")
            .Bind(caller.Household.Value, request.PetId);
        query.Add(Weighings.Find).Bind(caller.Household.Value, request.PetId);
        await using var rows = await query.ExecuteAsync(ct);
        if (!await rows.ReadAsync(ct))
        {
            await this.ProblemAsync(Problems.PetUnknown, ct);
            return;
        }

        var species = rows.GetString(0);
        DateOnly? born = rows.DateOrNull(1);
        await rows.NextResultAsync(ct);
        var points = await Weighings.ReadAsync(rows, ct);
        var age = born is { } day ? Weighings.Months(day, caller.LocalDate(clock.GetUtcNow())) : (int?)null;
        await Send.OkAsync(
            new WeightTrendResponse(
                request.PetId, points, WeightRules.Latest(points), WeightRules.Find(points, species, age)),
            ct);
    }
}
