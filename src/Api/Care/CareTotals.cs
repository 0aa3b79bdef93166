using System.Text.Json;
using FastEndpoints;
using FluentValidation;
using Npgsql;
using PawPal.Api.Commands;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Contracts.Care;

namespace PawPal.Api.Care;

/// <summary>The query of <c>GET /api/v1/care/totals</c>.</summary>
internal sealed class CareTotalsRequest
{
    [QueryParam]
    public Guid? PetId { get; init; }

    /// <summary>Today when left out.</summary>
    [QueryParam]
    public DateOnly? From { get; init; }

    /// <summary>Included; today when left out.</summary>
    [QueryParam]
    public DateOnly? To { get; init; }
}

internal sealed class CareTotalsValidator : Validator<CareTotalsRequest>
{
    private const int LongestDays = 366;
    private static readonly DateOnly Earliest = new(1900, 1, 1);
    private static readonly DateOnly Latest = new(2200, 1, 1);

    public CareTotalsValidator()
    {
        RuleFor(r => r.From).InclusiveBetween(Earliest, Latest).WithMessage("Between the years 1900 and 2200.");
        RuleFor(r => r.To).InclusiveBetween(Earliest, Latest).WithMessage("Between the years 1900 and 2200.");
        RuleFor(r => r.To)
            .Must((r, to) => r.From is not { } from || to is not { } last
                || (last >= from && last.DayNumber - from.DayNumber < LongestDays))
            .WithErrorCode("range").WithMessage("Ask for 1 to 366 days.");
    }
}

/// <summary>What was done on each of the household's days, by pet and kind.</summary>
internal sealed class CareTotalsEndpoint(HouseholdDatabase database, TimeProvider clock)
    : Endpoint<CareTotalsRequest, CareTotalsResponse>
{
    private const int LongestDays = 366;

    private const string FindPet = "select exists (select from pet where household_id = $1 and id = $2)";

    private const string FindTotals =
        $"""
        with event as (
            select (e.occurred_at at time zone $5)::date as day, e.pet_id, e.kind, coalesce(e.unit, '') as unit,
                e.amount, e.duration_minutes, e.distance_km
            from care_event e
            where e.household_id = $1 and ($2::uuid is null or e.pet_id = $2) and e.occurred_at >= $3
                and e.occurred_at < $4 and {CareEvent.Stands}),
        measured as (
            select day, pet_id, kind, unit, count(*) as times, sum(amount) as amount,
                sum(duration_minutes) as minutes, sum(distance_km) as km
            from event group by day, pet_id, kind, unit)
        select day, pet_id, kind, sum(times)::int,
            coalesce(jsonb_object_agg(unit, amount) filter (where amount is not null), '{"{}"}')::text,
            sum(minutes), sum(km)
        from measured group by day, pet_id, kind order by day, pet_id, kind
        """;

    public override void Configure()
    {
        Get("care/totals");
        this.RequireHousehold(HouseholdAccess.Read);
        Summary(s => s.Summary = "Totals per day, pet and kind");
    }

    public override async Task HandleAsync(CareTotalsRequest request, CancellationToken ct)
    {
        var caller = HttpContext.Caller();
        var today = caller.LocalDate(clock.GetUtcNow());
        var to = request.To ?? (request.From > today ? request.From.Value : today);
        var from = request.From ?? (to < today ? to : today);
        if (to.DayNumber - from.DayNumber >= LongestDays)
        {
            await this.ProblemAsync(
                Problems.InvalidRequest, ct, errors: [new ProblemError("/from", "range", "Ask for 1 to 366 days.")]);
            return;
        }

        await using var query = database.Query(caller);
        query.Add(FindPet).Bind(caller.Household.Value, request.PetId);
        query.Add(FindTotals).Bind(
            caller.Household.Value,
            request.PetId,
            caller.TimeZone.StartOf(from).UtcDateTime,
            caller.TimeZone.StartOf(to.AddDays(1)).UtcDateTime,
            caller.TimeZone.Id);
        await using var rows = await query.ExecuteAsync(ct);
        await rows.ReadAsync(ct);
        if (request.PetId is not null && !rows.GetBoolean(0))
        {
            await this.ProblemAsync(Problems.PetUnknown, ct);
            return;
        }

        await rows.NextResultAsync(ct);
        await Send.OkAsync(new CareTotalsResponse(from, to, caller.TimeZone.Id, await ReadAsync(rows, ct)), ct);
    }

    private static async Task<List<CareTotal>> ReadAsync(NpgsqlDataReader rows, CancellationToken ct)
    {
        var totals = new List<CareTotal>();
        while (await rows.ReadAsync(ct))
        {
            totals.Add(new CareTotal(
                rows.GetFieldValue<DateOnly>(0),
                rows.GetGuid(1),
                rows.GetString(2),
                rows.GetInt32(3),
                JsonSerializer.Deserialize<Dictionary<string, decimal>>(rows.GetString(4))!,
                CareEvent.Number(rows, 5),
                CareEvent.Number(rows, 6)));
        }

        return totals;
    }
}
