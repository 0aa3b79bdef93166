using PawPal.Api.Care;
using PawPal.Api.Commands;
using PawPal.Api.Data;
using PawPal.Api.Households;

namespace PawPal.Api.Medications;

/// <summary>A dose that somebody wants to note for one pet or several.</summary>
internal sealed record DoseQuestion(
    IReadOnlyList<Guid> Pets, string Medicine, DateTimeOffset At, TimePrecision Precision)
{
    public Guid? Regimen { get; init; }

    /// <summary>The event that it corrects; not counted.</summary>
    public Guid? Replaces { get; init; }
}

/// <summary>What the guard says of a dose.</summary>
/// <param name="Regimens">The plan that the dose belongs to, pet by pet; none where there is no plan.</param>
internal sealed record DoseVerdict(
    IReadOnlyDictionary<Guid, Regimen> Regimens, IReadOnlyList<(Guid Pet, string PetName, DoseDoubt Doubt)> Doubts)
{
    public static readonly DoseVerdict None = new(new Dictionary<Guid, Regimen>(), []);

    /// <summary>All plans of the pets that are active.</summary>
    public IReadOnlyList<Regimen> Plans { get; init; } = [];

    /// <summary>The event's details for one pet: with its plan, and the plan's dose where none was said.</summary>
    public CareDetails DetailsFor(Guid pet, CareDetails details) => Regimens.TryGetValue(pet, out var regimen)
        ? details with { RegimenId = regimen.Id, Dose = details.Dose ?? regimen.Response.Dose }
        : details;
}

/// <summary>
/// Looks at what a pet has had before a dose is noted. It locks the pets first, so that of two people who note the same
/// dose at once one is told of the other.
/// </summary>
internal static class DoseGuard
{
    private static readonly TimeSpan Around = TimeSpan.FromHours(72);
    private static readonly TimeSpan Back = TimeSpan.FromDays(100);

    private const string Lock =
        """
        select id, name, species from pet where household_id = $1 and id = any($2) order by id for no key update
        """;

    private const string FindPlans =
        $"""
        select {Regimen.Columns} from regimen r
        join pet p on p.household_id = r.household_id and p.id = r.pet_id
        where r.household_id = $1 and r.pet_id = any($2) and r.state = 'active'
        order by r.created_at, r.id
        """;

    private const string FindGiven =
        $"""
        with dose as (
            select e.id, e.pet_id, e.medication, e.regimen_id, e.occurred_at, e.occurred_precision, e.recorded_by,
                e.recorded_as
            from unnest($2) as wanted (id)
            join care_event e on e.household_id = $1 and e.pet_id = wanted.id and e.kind = 'medication'
                and e.occurred_at > $3 and e.occurred_at < $5
            where e.id is distinct from $6
                and {CareEvent.Stands})
        select d.pet_id, d.medication, d.regimen_id, d.occurred_at, d.occurred_precision, d.recorded_by,
            coalesce(d.recorded_as, a.display_name, 'someone who left'), d.recorded_as is not null
        from (
            select * from dose where occurred_at > $4
            union
            (select distinct on (pet_id, lower(medication)) * from dose
            order by pet_id, lower(medication), occurred_at desc)) d
        left join account a on a.id = d.recorded_by
        order by d.occurred_at, d.id
        """;

    public static async Task<DoseVerdict> LookAsync(
        HouseholdSession session, HouseholdCaller caller, DoseQuestion question, CancellationToken ct)
    {
        var pets = new Dictionary<Guid, (string Name, string Species)>();
        var plans = new List<Regimen>();
        var given = new List<GivenDose>();
        await using (var batch = session.Batch())
        {
            var ids = question.Pets.ToArray();
            var at = question.At.UtcDateTime;
            batch.Add(Lock).Bind(session.Household.Value, ids);
            batch.Add(FindPlans).Bind(session.Household.Value, ids);
            batch.Add(FindGiven).Bind(session.Household.Value, ids)
                .Bind(at - Back, at - Around, at + Around, question.Replaces);
            await using var row = await batch.ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct))
                pets.Add(row.GetGuid(0), (row.GetString(1), row.GetString(2)));
            await row.NextResultAsync(ct);
            while (await row.ReadAsync(ct))
                plans.Add(Regimen.Read(row));
            await row.NextResultAsync(ct);
            while (await row.ReadAsync(ct))
            {
                Guid? by = row.GuidOrNull(5);
                given.Add(new GivenDose(
                    row.GetGuid(0), row.GetString(1), row.GuidOrNull(2),
                    row.GetFieldValue<DateTimeOffset>(3), CarePrecision.Parse(row.GetString(4)),
                    by == caller.Account.Value && !row.GetBoolean(7) ? null : row.GetString(6)));
            }
        }

        var matched = new Dictionary<Guid, Regimen>();
        var doubts = new List<(Guid, string, DoseDoubt)>();
        foreach (var (pet, (name, species)) in pets)
        {
            var plan = plans.Find(p => p.Response.PetId == pet && (question.Regimen is { } id
                ? p.Id == id
                : Medicine.IsSame(p.Response.Medication, question.Medicine)));
            if (plan is not null)
                matched.Add(pet, plan);
            var dose = new GivenDose(
                pet, plan?.Response.Medication ?? question.Medicine, plan?.Id, question.At, question.Precision,
                    By: null);
            doubts.AddRange(DoseRules.Judge(dose, plan?.Limits, given, species, caller.TimeZone)
                .Select(doubt => (pet, name, doubt)));
        }

        return new DoseVerdict(matched, doubts) { Plans = plans };
    }
}
