using Npgsql;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Api.Text;
using PawPal.Contracts.Pets;

namespace PawPal.Api.Pets;

internal static class PetStore
{
    /// <summary>Needs pet as <c>p</c>.</summary>
    public const string Columns =
        """
        p.id, p.name, p.species, p.sounds_like, p.breed, p.birth_date, p.birth_is_estimate, p.sex, p.neutered,
        p.microchip, p.weight_unit, p.diet, p.allergies, p.conditions, p.nicknames, p.photo_id, p.archived_at, p.version
        """;

    private const int Most = 100;

    private const string Count = "select count(*) from pet where household_id = $1 and archived_at is null";

    private const string Insert =
        $"""
        insert into pet as p (id, household_id, name, species, sounds_like, created_at, breed, birth_date,
            birth_is_estimate, sex, neutered, microchip, weight_unit, diet, allergies, conditions, nicknames)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
        on conflict (household_id, lower(name)) where archived_at is null do nothing
        returning {Columns}
        """;

    private const string Update =
        $"""
        update pet p set name = $3, species = $4, sounds_like = $5, breed = $6, birth_date = $7,
            birth_is_estimate = $8, sex = $9, neutered = $10, microchip = $11, weight_unit = $12, diet = $13,
            allergies = $14, conditions = $15, nicknames = $16, version = p.version + 1
        where p.household_id = $2 and p.id = $1
        returning {Columns}
        """;

    private const string NameTaken =
        """
        select exists (select from pet
            where household_id = $1 and id <> $2 and lower(name) = lower($3) and archived_at is null)
        """;

    /// <summary>The pet, or why there is none. The caller commits.</summary>
    public static async Task<(PetDetailsResponse? Pet, Problem? Problem)> AddAsync(
        IPetDetails details, HouseholdSession session, HouseholdCaller caller, DateTimeOffset now, CancellationToken ct)
    {
        if (await CountAsync(session, ct) >= Most)
            return (null, Problems.PetsTooMany);
        var today = caller.LocalDate(now);
        await using var insert = session.Command(Insert);
        insert.Parameters
            .Bind(Guid.CreateVersion7(now), session.Household.Value, PlainText.Clean(details.Name), details.Species)
            .Bind(Clean(details.SoundsLike), now.UtcDateTime);
        BindRest(insert.Parameters, details, today);
        if (await ReadOneAsync(insert, today, ct) is not { } pet)
            return (null, Problems.PetNameTaken);
        session.Record("pet.added", pet.Id, pet.Id, new { pet.Name, pet.Species });
        return (pet, null);
    }

    public static async Task<PetDetailsResponse?> FindAsync(
        HouseholdSession session, Guid id, DateOnly today, CancellationToken ct)
    {
        await using var find = session.Command(
            $"select {Columns} from pet p where p.household_id = $1 and p.id = $2 for update");
        find.Parameters.Bind(session.Household.Value, id);
        return await ReadOneAsync(find, today, ct);
    }

    public static async Task<PetDetailsResponse?> ChangeAsync(
        Guid id, IPetDetails details, HouseholdSession session, DateOnly today, CancellationToken ct)
    {
        await using var taken = session.Command(NameTaken);
        taken.Parameters.Bind(session.Household.Value, id, PlainText.Clean(details.Name));
        if (await taken.ExecuteScalarAsync(ct) is true)
            return null;
        await using var update = session.Command(Update);
        update.Parameters
            .Bind(id, session.Household.Value, PlainText.Clean(details.Name), details.Species)
            .Bind(Clean(details.SoundsLike));
        BindRest(update.Parameters, details, today);
        return await ReadOneAsync(update, today, ct);
    }

    public static async Task<PetDetailsResponse?> ReadOneAsync(
        NpgsqlCommand command, DateOnly today, CancellationToken ct)
    {
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? Read(row, today) : null;
    }

    public static PetDetailsResponse Read(NpgsqlDataReader row, DateOnly today)
    {
        DateOnly? born = row.DateOrNull(5);
        return new PetDetailsResponse(
            row.GetGuid(0),
            row.GetString(1),
            row.GetString(2),
            row.TextOrNull(3),
            row.TextOrNull(4),
            born,
            row.GetBoolean(6),
            born is { } day ? MonthsBetween(day, today) : null,
            row.TextOrNull(7),
            row.IsDBNull(8) ? null : row.GetBoolean(8),
            row.TextOrNull(9),
            row.TextOrNull(10),
            row.TextOrNull(11),
            row.GetFieldValue<string[]>(12),
            row.GetFieldValue<string[]>(13),
            row.GetFieldValue<string[]>(14),
            row.GuidOrNull(15),
            row.MomentOrNull(16),
            row.GetInt32(17));
    }

    private static async Task<long> CountAsync(HouseholdSession session, CancellationToken ct)
    {
        await using var count = session.Command(Count);
        count.Parameters.Bind(session.Household.Value);
        return (long)(await count.ExecuteScalarAsync(ct))!;
    }

    private static void BindRest(
        NpgsqlParameterCollection parameters, IPetDetails details, DateOnly today) => parameters
        .Bind(Clean(details.Breed))
        .Bind(details.BirthDate ?? BirthOf(details.AgeMonths, today), details.AgeMonths is not null)
        .Bind(details.Sex, details.Neutered, details.Microchip?.ToUpperInvariant(), details.WeightUnit)
        .Bind(details.Diet?.Trim(), Words(details.Allergies), Words(details.Conditions), Words(details.Nicknames));

    private static DateOnly? BirthOf(int? months, DateOnly today) => months is { } age ? today.AddMonths(-age) : null;

    private static int MonthsBetween(DateOnly born, DateOnly today)
    {
        var months = ((today.Year - born.Year) * 12) + today.Month - born.Month;
        return Math.Max(0, today.Day < born.Day ? months - 1 : months);
    }

    private static string? Clean(string? text) => text is null ? null : PlainText.Clean(text);

    private static string[] Words(IReadOnlyList<string>? words) =>
        [.. (words ?? []).Select(PlainText.Clean).Distinct(StringComparer.OrdinalIgnoreCase)];
}
