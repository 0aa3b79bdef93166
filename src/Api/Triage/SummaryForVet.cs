using System.Text;
using Npgsql;
using PawPal.Api.Care;
using PawPal.Api.Commands;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Api.Medications;
using PawPal.Api.Pets;
using PawPal.Contracts.Pets;
using PawPal.Contracts.Triage;

namespace PawPal.Api.Triage;

/// <summary>What a vet who has never seen the pet asks first.</summary>
internal sealed class SummaryForVet
{
    /// <summary>So far back signs and medicines are told.</summary>
    public const int Days = 14;

    private const string FindLately =
        $"""
        select {CareEvent.Columns} from care_event e
        join pet p on p.household_id = e.household_id and p.id = e.pet_id
        left join account a on a.id = e.recorded_by
        where e.household_id = $1 and e.pet_id = $2 and e.kind in ('medication', 'symptom') and e.occurred_at >= $3
            and {CareEvent.Stands}
        order by e.occurred_at desc, e.id desc limit 200
        """;

    private const string FindLast =
        $"""
        select k.kind, last.occurred_at, last.weight_kg
        from unnest(array['weight', 'feeding', 'water', 'potty']) as k (kind)
        cross join lateral (
            select e.occurred_at, e.weight_kg from care_event e
            where e.household_id = $1 and e.pet_id = $2 and e.kind = k.kind and {CareEvent.Stands}
            order by e.occurred_at desc, e.id desc limit 1) last
        """;

    private const string FindPlans =
        $"""
        select {Regimen.Columns} from regimen r
        join pet p on p.household_id = r.household_id and p.id = r.pet_id
        where r.household_id = $1 and r.pet_id = $2 and r.state = 'active' order by r.created_at, r.id
        """;

    private static readonly Sentences Words = new("PawPal.Api.Triage.Replies");

    private readonly Dictionary<string, DateTimeOffset> _last = new(StringComparer.Ordinal);

    private SummaryForVet(PetDetailsResponse pet) => Pet = pet;

    public PetDetailsResponse Pet { get; }

    public decimal? WeightKg { get; private set; }

    public IReadOnlyList<CareEvent> Lately { get; private set; } = [];

    public IReadOnlyList<Regimen> Plans { get; private set; } = [];

    /// <summary>Names of medicines given lately or planned.</summary>
    public IReadOnlyList<string> Medicines =>
        [.. Lately.Select(e => e.Response.Medication).OfType<string>()
            .Concat(Plans.Select(plan => plan.Response.Medication)).Distinct(StringComparer.OrdinalIgnoreCase)];

    public DateTimeOffset? Last(string kind) => _last.TryGetValue(kind, out var at) ? at : null;

    /// <summary>Null when the household has no such pet, or it is archived.</summary>
    public static async Task<SummaryForVet?> ReadAsync(
        HouseholdDatabase database, HouseholdCaller caller, Guid pet, DateTimeOffset now, CancellationToken ct)
    {
        var home = caller.Household.Value;
        await using var query = database.Query(caller);
        query.Add($"select {PetStore.Columns} from pet p where p.household_id = $1 and p.id = $2 and p.archived_at is null")
            .Bind(home, pet);
        query.Add(FindLately).Bind(home, pet, now.UtcDateTime.AddDays(-Days));
        query.Add(FindLast).Bind(home, pet);
        query.Add(FindPlans).Bind(home, pet);
        await using var row = await query.ExecuteAsync(ct);
        if (!await row.ReadAsync(ct))
            return null;
        var found = new SummaryForVet(PetStore.Read(row, caller.LocalDate(now)));
        await row.NextResultAsync(ct);
        found.Lately = await CareEvent.ReadAllAsync(row, ct);
        await row.NextResultAsync(ct);
        await found.ReadLastAsync(row, ct);
        await row.NextResultAsync(ct);
        var plans = new List<Regimen>();
        while (await row.ReadAsync(ct))
            plans.Add(Regimen.Read(row));
        found.Plans = plans;
        return found;
    }

    public MedicalSummary Write(DateTimeOffset now, TimeZoneInfo zone)
    {
        var medicines = Plans.Select(plan => Words["Plan", plan.Response.Medication, plan.Response.Words])
            .Concat(Lately.Where(e => e.Response.Kind is CareKind.Medication)
                .GroupBy(e => e.Response.Medication!, StringComparer.OrdinalIgnoreCase)
                .Select(group => Words[
                    "Given", group.Key, group.Count(), Say(group.First().Response.OccurredAt, now, zone)]))
            .ToList();
        var symptoms = Lately.Where(e => e.Response.Kind is CareKind.Symptom).Take(20)
            .Select(e => Words["Symptom", e.Response.What ?? e.Response.Note ?? "", Say(e.Response.OccurredAt, now,
                zone)])
            .ToList();
        var summary = new MedicalSummary(
            Pet.Name, Pet.Species, Pet.Breed, Pet.Sex, Pet.Neutered, Pet.AgeMonths, Pet.Microchip, WeightKg,
            Last(CareKind.Weight), Pet.Conditions, Pet.Allergies, Pet.Diet, medicines, symptoms,
            Last(CareKind.Feeding), Last(CareKind.Water), Last(CareKind.Potty), Text: "");
        return summary with { Text = TextOf(summary, now, zone) };
    }

    private static string TextOf(MedicalSummary s, DateTimeOffset now, TimeZoneInfo zone)
    {
        var text = new StringBuilder();
        text.AppendLine(string.Join(", ", new[]
        {
            s.Name, s.Breed ?? s.Species, s.Sex, s.Neutered is true ? Words["Neutered"] : null,
            s.AgeMonths is { } months ? Words["Age", Spoken.Measure(months / 12, "year"), Spoken.Measure(months % 12,
                "month")] : null,
        }.Where(part => part is not null)));
        Line("Weight", s.WeightKg is { } kg ? Words["WeightOn", Spoken.Weight(kg), Say(s.WeighedAt!.Value, now, zone)]
            : Words["NotKnown"]);
        Line("Conditions", List(s.Conditions));
        Line("Allergies", List(s.Allergies));
        Line("Diet", s.Diet ?? Words["NotKnown"]);
        Line("Medicines", List(s.Medicines));
        Line("Symptoms", List(s.Symptoms));
        Line("Fed", Or(s.LastFedAt));
        Line("Drank", Or(s.LastDrankAt));
        Line("Potty", Or(s.LastPottyAt));
        if (s.Microchip is { } chip)
            Line("Microchip", chip);
        return text.ToString();

        void Line(string key, string value) => text.AppendLine(Words[$"Line.{key}", value]);

        string Or(DateTimeOffset? at) => at is { } moment ? Say(moment, now, zone) : Words["NotKnown"];
    }

    private static string List(IReadOnlyList<string> all) => all.Count == 0 ? Words["NoneKnown"] : string.Join("; ",
        all);

    private static string Say(DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone) => SpokenTime.Of(at, now, zone);

    private async Task ReadLastAsync(NpgsqlDataReader row, CancellationToken ct)
    {
        while (await row.ReadAsync(ct))
        {
            _last[row.GetString(0)] = row.GetFieldValue<DateTimeOffset>(1);
            WeightKg ??= CareEvent.Number(row, 2);
        }
    }
}
