using FastEndpoints;
using Npgsql;
using PawPal.Api.Commands;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Contracts.Care;
using PawPal.Contracts.Pets;

namespace PawPal.Api.Care;

/// <summary><c>GET /api/v1/care/today</c>: the household's day, pet by pet.</summary>
internal sealed class CareTodayEndpoint(HouseholdDatabase database, TimeProvider clock)
    : EndpointWithoutRequest<CareTodayResponse>
{
    internal const string FindPets =
        $"""
        select p.id, p.name, p.species, p.sounds_like, fed.occurred_at, walked.occurred_at, weighed.weight_kg
        from pet p
        left join lateral (
            select e.occurred_at from care_event e
            where e.household_id = $1 and e.pet_id = p.id and e.kind = 'feeding' and {CareEvent.Stands}
            order by e.occurred_at desc, e.id desc limit 1) fed on true
        left join lateral (
            select e.occurred_at from care_event e
            where e.household_id = $1 and e.pet_id = p.id and e.kind = 'walk' and {CareEvent.Stands}
            order by e.occurred_at desc, e.id desc limit 1) walked on true
        left join lateral (
            select e.weight_kg from care_event e
            where e.household_id = $1 and e.pet_id = p.id and e.kind = 'weight' and {CareEvent.Stands}
            order by e.occurred_at desc, e.id desc limit 1) weighed on true
        where p.household_id = $1 and p.archived_at is null
        order by p.created_at, p.id
        """;

    internal const string FindEvents =
        $"""
        select {CareEvent.Columns}
        from care_event e
        join pet p on p.household_id = $1 and p.id = e.pet_id
        left join account a on a.id = e.recorded_by
        where e.household_id = $1 and e.occurred_at >= $2 and e.occurred_at < $3 and {CareEvent.Stands}
        order by e.occurred_at, e.id
        """;

    public override void Configure()
    {
        Get("care/today");
        this.RequireHousehold(HouseholdAccess.Read);
    }

    public override async Task HandleAsync(CancellationToken ct)
    {
        var caller = HttpContext.Caller();
        var today = caller.LocalDate(clock.GetUtcNow());
        await using var query = database.Query(caller);
        query.Add(FindPets).Bind(caller.Household.Value);
        query.Add(FindEvents).Bind(
            caller.Household.Value,
            caller.TimeZone.StartOf(today).UtcDateTime,
            caller.TimeZone.StartOf(today.AddDays(1)).UtcDateTime);
        await using var rows = await query.ExecuteAsync(ct);
        var pets = await ReadPetsAsync(rows, ct);
        await rows.NextResultAsync(ct);
        var events = (await CareEvent.ReadAllAsync(rows, ct)).Select(e => e.Response).ToLookup(e => e.PetId);
        await Send.OkAsync(
            new CareTodayResponse(
                today, caller.TimeZone.Id, [.. pets.Select(day => day with { Events = [.. events[day.Pet.Id]] })]),
            ct);
    }

    private static async Task<List<PetDay>> ReadPetsAsync(NpgsqlDataReader rows, CancellationToken ct)
    {
        var pets = new List<PetDay>();
        while (await rows.ReadAsync(ct))
        {
            var pet = new PetResponse(
                rows.GetGuid(0), rows.GetString(1), rows.GetString(2), rows.TextOrNull(3));
            pets.Add(new PetDay(pet, [], rows.MomentOrNull(4), rows.MomentOrNull(5), CareEvent.Number(rows, 6)));
        }

        return pets;
    }
}
