using PawPal.Api.Data;

namespace PawPal.Api.Care;

/// <summary>A pet that something is to be logged for.</summary>
internal sealed record CareTarget(Guid Id, string Name, string Species, DateOnly? Born)
{
    internal const string Find =
        """
        select p.id, p.name, p.species, p.birth_date, p.birth_is_estimate
        from unnest($2::uuid[]) with ordinality as wanted (id, place)
        join pet p on p.household_id = $1 and p.id = wanted.id and p.archived_at is null
        order by wanted.place
        """;

    /// <summary>Null when one of them is no pet of the household.</summary>
    public static async Task<IReadOnlyList<CareTarget>?> FindAsync(
        HouseholdSession session, IReadOnlyCollection<Guid> pets, CancellationToken ct)
    {
        await using var find = session.Command(Find);
        find.Parameters.Bind(session.Household.Value, pets.ToArray());
        await using var rows = await find.ExecuteReaderAsync(ct);
        var found = new List<CareTarget>();
        while (await rows.ReadAsync(ct))
        {
            found.Add(new CareTarget(
                rows.GetGuid(0),
                rows.GetString(1),
                rows.GetString(2),
                rows.IsDBNull(3) || rows.GetBoolean(4) ? null : rows.GetFieldValue<DateOnly>(3)));
        }

        return found.Count == pets.Count ? found : null;
    }

    /// <summary>What cannot be true of this pet; null when it can.</summary>
    public ProblemError? Doubt(CareDetails details, DateOnly day) => this switch
    {
        _ when details.WeightKg > PlausibleWeight.MostOf(Species) => new ProblemError(
            "/weight", "range", $"No {Species} weighs so much: at most {PlausibleWeight.MostOf(Species)} kg."),
        // A day of grace: the birth date and the day are dates of different zones.
        { Born: { } born } when day < born.AddDays(-1) => new ProblemError(
            "/occurredAt", "range", "That is before the pet was born."),
        _ => null,
    };
}
