using Npgsql;
using PawPal.Api.Care;
using PawPal.Api.Contacts;
using PawPal.Api.Data;
using PawPal.Api.FoodSafety;
using PawPal.Api.Households;
using PawPal.Api.Medications;
using PawPal.Api.Reminders;
using PawPal.Contracts.Contacts;
using PawPal.Contracts.Handover;

namespace PawPal.Api.Handover;

/// <summary>Gathers what somebody who takes over needs to know.</summary>
internal static class HandoverBrief
{
    private static readonly TimeSpan Back = TimeSpan.FromHours(24);

    private const string FindPets =
        """
        select id, name, species, breed, diet, allergies, conditions from pet
        where household_id = $1 and archived_at is null order by created_at, id
        """;

    private const string FindMedicines =
        $"""
        select {Regimen.Columns} from regimen r
        join pet p on p.household_id = r.household_id and p.id = r.pet_id and p.archived_at is null
        where r.household_id = $1 and r.state = 'active' order by p.created_at, p.id, r.created_at, r.id
        """;

    private const string FindRecent =
        $"""
        select {CareEvent.Columns} from care_event e
        join pet p on p.household_id = e.household_id and p.id = e.pet_id
        left join account a on a.id = e.recorded_by
        where e.household_id = $1 and e.occurred_at >= $2 and {CareEvent.Stands}
        order by e.occurred_at desc, e.id desc limit 100
        """;

    private const string FindNotes =
        """
        select id, pet_id, text, version from handover_note where household_id = $1
        order by pet_id nulls first, created_at, id
        """;

    private const string FindContacts =
        $"""
        select {ContactRow.Columns} from contact where household_id = $1
        order by not takes_emergencies, array_position(array['vet', 'clinic', 'emergency', 'other'], kind), created_at, id
        """;

    private const string FindCountry = "select country from household where id = $1";

    public static async Task<HandoverResponse> ReadAsync(
        HouseholdSession session,
        HouseholdCaller caller,
        TimeSpan ahead,
        DateTimeOffset now,
        CancellationToken ct)
    {
        var times = await Agenda.ReadAsync(session, now - Back, now + ahead, leftOver: now, ct);
        var brief = await GatherAsync(session, caller, now, ct) with
        {
            To = now + ahead,
            Schedule = [.. times.Where(one => !one.IsSettled && one.DueAt >= now).Select(one => one.ToResponse(now))],
            Missed = [.. times.Where(one => !one.IsSettled && one.DueAt < now).Select(one => one.ToResponse(now))],
        };
        return brief with { Text = HandoverText.Write(brief, caller.TimeZone) };
    }

    private static async Task<HandoverResponse> GatherAsync(
        HouseholdSession session, HouseholdCaller caller, DateTimeOffset now, CancellationToken ct)
    {
        var home = session.Household.Value;
        await using var batch = session.Batch();
        batch.Add(FindPets).Bind(home);
        batch.Add(FindMedicines).Bind(home);
        batch.Add(FindRecent).Bind(home, (now - Back).UtcDateTime);
        batch.Add(FindNotes).Bind(home);
        batch.Add(FindContacts).Bind(home);
        batch.Add(FindCountry).Bind(home);
        await using var row = await batch.ExecuteReaderAsync(ct);
        var pets = await AllAsync(row, ReadPet, ct);
        var medicines = await AllAsync(row, ReadMedicine, ct);
        var recent = await AllAsync(row, r => CareEvent.Read(r).Response, ct);
        var notes = await AllAsync(
            row, r => new HandoverNote(r.GetGuid(0), r.GuidOrNull(1), r.GetString(2),
                r.GetInt32(3)), ct);
        var contacts = await AllAsync<ContactResponse>(row, ContactRow.Read, ct);
        await row.ReadAsync(ct);
        return new HandoverResponse(
            caller.HouseholdName, now, caller.TimeZone.Id, now - Back, now, pets, [], [], medicines, recent, notes,
            contacts, PoisonLines.For(row.TextOrNull(0)), caller.Role >= HouseholdAccess.Write.AtLeast, Text: "");
    }

    private static async Task<List<T>> AllAsync<T>(
        NpgsqlDataReader row, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        var all = new List<T>();
        while (await row.ReadAsync(ct))
            all.Add(read(row));
        await row.NextResultAsync(ct);
        return all;
    }

    private static HandoverPet ReadPet(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), row.TextOrNull(3), row.TextOrNull(4),
        row.GetFieldValue<string[]>(5), row.GetFieldValue<string[]>(6));

    private static HandoverMedicine ReadMedicine(NpgsqlDataReader row)
    {
        var plan = Regimen.Read(row).Response;
        return new HandoverMedicine(
            plan.Id, plan.PetId, plan.Pet, plan.Medication, plan.Words, plan.Note, plan.LastGivenAt);
    }
}
