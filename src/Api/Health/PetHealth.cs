using FastEndpoints;
using FluentValidation;
using Npgsql;
using PawPal.Api.Care;
using PawPal.Api.Commands;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Api.Medications;
using PawPal.Contracts.Health;

namespace PawPal.Api.Health;

/// <summary>The path and query of <c>GET /api/v1/pets/{petId}/health</c>.</summary>
internal sealed class PetHealthRequest
{
    public Guid PetId { get; init; }

    /// <summary>Today when left out; gaps are always those of now.</summary>
    [QueryParam]
    public DateOnly? Date { get; init; }
}

internal sealed class PetHealthValidator : Validator<PetHealthRequest>
{
    public PetHealthValidator() => RuleFor(r => r.Date)
        .InclusiveBetween(new DateOnly(1990, 1, 1), new DateOnly(2200, 1, 1)).WithMessage("From 1990 to 2200.");
}

internal sealed class PetHealthEndpoint(HouseholdDatabase database, TimeProvider clock)
    : Endpoint<PetHealthRequest, PetHealthResponse>
{
    private const string FindPet =
        """
        select species, case when birth_is_estimate then null else birth_date end from pet
        where household_id = $1 and id = $2 and archived_at is null
        """;

    private const string FindEvents =
        $"""
        select kind, occurred_at, what from (
            select e.kind, e.occurred_at, coalesce(e.what, e.note) as what from care_event e
            where e.household_id = $1 and e.pet_id = $2 and e.occurred_at >= $3 and e.occurred_at < $4
                and {CareEvent.Stands}
            order by e.occurred_at desc limit 5000) latest
        order by occurred_at
        """;

    private static readonly Sentences Words = new("PawPal.Api.Health.Replies");

    public override void Configure()
    {
        Get("pets/{petId}/health");
        this.RequireHousehold(HouseholdAccess.Read);
        Summary(s => s.Summary = "A pet's day as a score that explains itself, and gaps in eating and potty");
    }

    public override async Task HandleAsync(PetHealthRequest request, CancellationToken ct)
    {
        var caller = HttpContext.Caller();
        var now = clock.GetUtcNow();
        var date = request.Date ?? caller.LocalDate(now);
        var (start, end) = (caller.TimeZone.StartOf(date), caller.TimeZone.StartOf(date.AddDays(1)));
        var until = end < now ? end : now;
        await using var query = database.Query(caller);
        query.Add(FindPet).Bind(caller.Household.Value, request.PetId);
        query.Add(FindEvents).Bind(
            caller.Household.Value, request.PetId, start.UtcDateTime.AddDays(-DayScore.Days - 1), end.UtcDateTime);
        query.Add(FindEvents).Bind(
            caller.Household.Value, request.PetId, now.UtcDateTime.AddDays(-CareGaps.Days), now.UtcDateTime.AddMinutes(
                5));
        query.Add(Weighings.Find).Bind(caller.Household.Value, request.PetId);
        DoseWindows.AddTo(query, caller.Household.Value, start, end);
        await using var row = await query.ExecuteAsync(ct);
        if (!await row.ReadAsync(ct))
        {
            await this.ProblemAsync(Problems.PetUnknown, ct);
            return;
        }

        var species = row.GetString(0);
        int? age = row.IsDBNull(1) ? null : Weighings.Months(row.GetFieldValue<DateOnly>(1), caller.LocalDate(now));
        await row.NextResultAsync(ct);
        var day = await ReadAsync(row, ct);
        await row.NextResultAsync(ct);
        var lately = await ReadAsync(row, ct);
        await row.NextResultAsync(ct);
        var points = await Weighings.ReadAsync(row, ct);
        await row.NextResultAsync(ct);
        var doses = (await DoseWindows.ReadAsync(row, start, end, now, ct))
            .Where(dose => dose.PetId == request.PetId).ToList();
        var (score, parts) = DayScore.Of(
            day, doses, (points.Count, WeightRules.Find(points, species, age)), species, date, until, caller.TimeZone);
        var gaps = new[] { CareKind.Feeding, CareKind.Potty }.Select(kind => CareGaps.Of(
            kind, species, age, [.. lately.Where(e => e.Kind == kind).Select(e => e.At)], now)).ToList();
        var text = score is { } whole ? Words["Score", whole] : Words["NoScore"];
        await Send.OkAsync(new PetHealthResponse(request.PetId, date, score, text, parts, gaps), ct);
    }

    private static async Task<List<ScoredEvent>> ReadAsync(NpgsqlDataReader row, CancellationToken ct)
    {
        var events = new List<ScoredEvent>();
        while (await row.ReadAsync(ct))
        {
            events.Add(new ScoredEvent(
                row.GetString(0), row.GetFieldValue<DateTimeOffset>(1), row.TextOrNull(2)));
        }

        return events;
    }
}
