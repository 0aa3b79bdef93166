using Npgsql;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Api.Sessions;
using PawPal.Contracts.Accounts;

namespace PawPal.Api.Demo;

/// <summary>Founds a demo household: an ordinary one, with an account of its own that nobody can log in to.</summary>
internal sealed class DemoStore(HouseholdDatabase households, SessionStore sessions, TimeProvider clock)
{
    private const string Person = "You";
    private const string Name = "Demo household";

    // Any: the same for every demo, so that what is shown and told of it fits.
    private const int Seed = 20_241;

    public async Task<TokenResponse> FoundAsync(TimeZoneInfo zone, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var account = AccountId.New();
        var pets = DemoStory.Pets();
        var events = new DemoStory(now, zone, Seed).Of(pets);
        await using var session = await households.OpenAsync(HouseholdId.New(), ct, account);
        await using (var insert = session.Command(
            "insert into account (id, display_name, is_demo, created_at) values ($1, $2, true, $3)"))
        {
            insert.Parameters.Bind(account.Value, Person, now);
            await insert.ExecuteNonQueryAsync(ct);
        }

        await NewHousehold.InsertAsync(session, account, Name, zone.Id, isDemo: true, now, ct);
        await using (var batch = session.Batch())
        {
            batch.BatchCommands.Add(InsertPets(session.Household, pets, now));
            batch.BatchCommands.Add(InsertEvents(session.Household, account, events));
            await batch.ExecuteNonQueryAsync(ct);
        }

        var tokens = await sessions.StartAsync(session.Connection, account, isDemo: true, ct);
        await session.CommitAsync(ct);
        return tokens;
    }

    private static NpgsqlBatchCommand InsertPets(HouseholdId household, IReadOnlyList<DemoPet> pets, DateTimeOffset now)
    {
        var insert = new NpgsqlBatchCommand(
            """
            insert into pet (id, household_id, name, species, sounds_like, created_at)
            select id, $1, name, species, sounds_like, $2 + place * interval '1 ms'
            from unnest($3::uuid[], $4::text[], $5::text[], $6::text[])
                with ordinality as p (id, name, species, sounds_like, place)
            """);
        insert.Parameters.Bind(
            household.Value,
            now,
            pets.Select(p => p.Id).ToArray(),
            pets.Select(p => p.Name).ToArray(),
            pets.Select(p => p.Species).ToArray(),
            pets.Select(p => p.SoundsLike).ToArray());
        return insert;
    }

    /// <summary>One array per column: COPY would be faster still, but refuses tables with row-level security.</summary>
    private static NpgsqlBatchCommand InsertEvents(
        HouseholdId household, AccountId account, IReadOnlyList<DemoEvent> events)
    {
        var insert = new NpgsqlBatchCommand(
            """
            insert into care_event (household_id, recorded_by, id, pet_id, kind, occurred_at, recorded_at, amount, unit,
                food, medication, dose, duration_minutes, distance_km, weight_kg)
            select $1, $2, e.*
            from unnest($3::uuid[], $4::uuid[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::numeric[],
                $9::text[], $10::text[], $11::text[], $12::text[], $13::numeric[], $14::numeric[], $15::numeric[]) as e
            """);
        insert.Parameters
            .Bind(household.Value, account.Value)
            .Bind(Column(e => Guid.CreateVersion7(e.OccurredAt)), Column(e => e.PetId), Column(e => e.Kind))
            .Bind(Column(e => e.OccurredAt), Column(e => e.RecordedAt))
            .Bind(Column(e => e.Meal?.Amount), Column(e => e.Meal?.Unit), Column(e => e.Meal?.Food))
            .Bind(Column(e => e.Medicine?.Name), Column(e => e.Medicine?.Dose))
            .Bind(Column(e => e.Minutes), Column(e => e.Kilometres), Column(e => e.WeightKg));
        return insert;

        T[] Column<T>(Func<DemoEvent, T> value) => [.. events.Select(value)];
    }
}
