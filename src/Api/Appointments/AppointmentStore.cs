using Npgsql;
using PawPal.Api.Data;
using PawPal.Api.Idempotency;

namespace PawPal.Api.Appointments;

internal static class AppointmentStore
{
    private const int Most = 5_000;

    private const string FindKin =
        """
        select (select count(*) from pet where household_id = $1 and id = any($2) and archived_at is null),
            (select count(*) from appointment where household_id = $1),
            $3::uuid is null or exists (select from contact where household_id = $1 and id = $3)
        """;

    private const string Insert =
        """
        insert into appointment (id, household_id, kind, purpose, clinic, contact_id, note, starts_at, ends_at,
            local_start, local_end, time_zone, remind_minutes, next_due_at, uid, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
        on conflict (household_id, uid) where uid is not null do nothing
        """;

    private const string InsertPets =
        "insert into appointment_pet (household_id, appointment_id, pet_id) select $1, $2, unnest($3)";

    private const string Update =
        """
        update appointment set kind = $3, purpose = $4, clinic = $5, contact_id = $6, note = $7, starts_at = $8,
            ends_at = $9, local_start = $10, local_end = $11, time_zone = $12, remind_minutes = $13, next_due_at = $14,
            version = version + 1
        where id = $1 and household_id = $2
        """;

    private const string DropPets = "delete from appointment_pet where household_id = $1 and appointment_id = $2";

    private const string Cancel =
        """
        update appointment set state = 'cancelled', next_due_at = null, version = version + 1
        where household_id = $1 and id = $2
        """;

    private const string Find =
        $"select {Appointment.Columns} from appointment t where t.household_id = $1 and t.id = $2 for update of t";

    public static async Task<Appointment?> FindAsync(HouseholdSession session, Guid id, CancellationToken ct)
    {
        await using var find = session.Command(Find);
        find.Parameters.Bind(session.Household.Value, id);
        await using var row = await find.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? Appointment.Read(row) : null;
    }

    /// <summary>True when the household may keep so many more.</summary>
    public static async Task<bool> HasRoomAsync(HouseholdSession session, int more, CancellationToken ct)
    {
        await using var find = session.Command(FindKin);
        find.Parameters.Bind(session.Household.Value, Array.Empty<Guid>(), (Guid?)null);
        await using var row = await find.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) && row.GetInt64(1) + more <= Most;
    }

    /// <summary>Null when it was written; otherwise why not.</summary>
    public static async Task<WriteResult?> AddAsync(
        HouseholdSession session, Guid id, AppointmentPlan plan, DateTimeOffset now, CancellationToken ct)
    {
        if (await RefuseAsync(session, plan, isNew: true, ct) is { } refusal)
            return refusal;
        await InsertAsync(session, id, plan, now, ct);
        return null;
    }

    /// <summary>False when an event of the same UID is there already.</summary>
    public static async Task<bool> InsertAsync(
        HouseholdSession session, Guid id, AppointmentPlan plan, DateTimeOffset now, CancellationToken ct)
    {
        await using var insert = session.Command(Insert);
        Bind(insert.Parameters.Bind(id, session.Household.Value), plan, now).Bind(plan.Uid, now.UtcDateTime);
        if (await insert.ExecuteNonQueryAsync(ct) == 0)
            return false;
        await AddPetsAsync(session, id, plan.Pets, ct);
        Record(session, "appointment.created", id, plan);
        return true;
    }

    /// <summary>Null when it was written; otherwise why not.</summary>
    public static async Task<WriteResult?> ChangeAsync(
        HouseholdSession session, Guid id, AppointmentPlan plan, DateTimeOffset now, CancellationToken ct)
    {
        if (await RefuseAsync(session, plan, isNew: false, ct) is { } refusal)
            return refusal;
        await using (var update = session.Command(Update))
        {
            Bind(update.Parameters.Bind(id, session.Household.Value), plan, now);
            await update.ExecuteNonQueryAsync(ct);
        }

        await using (var drop = session.Command(DropPets))
        {
            drop.Parameters.Bind(session.Household.Value, id);
            await drop.ExecuteNonQueryAsync(ct);
        }

        await AddPetsAsync(session, id, plan.Pets, ct);
        Record(session, "appointment.changed", id, plan);
        return null;
    }

    public static async Task CancelAsync(HouseholdSession session, Appointment one, CancellationToken ct)
    {
        await using var cancel = session.Command(Cancel);
        cancel.Parameters.Bind(session.Household.Value, one.Id);
        await cancel.ExecuteNonQueryAsync(ct);
        session.Record(
            "appointment.cancelled", one.Id, one.Response.PetIds is [var pet] ? pet : null,
            new { one.Response.Kind, one.Response.At });
    }

    private static async Task AddPetsAsync(
        HouseholdSession session, Guid id, IReadOnlyList<Guid> pets, CancellationToken ct)
    {
        if (pets.Count == 0)
            return;
        await using var insert = session.Command(InsertPets);
        insert.Parameters.Bind(session.Household.Value, id, pets.ToArray());
        await insert.ExecuteNonQueryAsync(ct);
    }

    private static void Record(HouseholdSession session, string action, Guid id, AppointmentPlan plan) =>
        session.Record(action, id, plan.Pets is [var pet] ? pet : null, new { plan.Kind, At = plan.StartsAt });

    private static NpgsqlParameterCollection Bind(
        NpgsqlParameterCollection parameters, AppointmentPlan plan, DateTimeOffset now) => parameters
        .Bind(plan.Kind, plan.Purpose, plan.Clinic, plan.Contact, plan.Note)
        .Bind(plan.StartsAt.UtcDateTime, plan.EndsAt.UtcDateTime, plan.Start, plan.End, plan.Zone.Id)
        .Bind(
            plan.RemindMinutes.ToArray(),
            AppointmentPlan.NextDue(plan.StartsAt, plan.RemindMinutes, now)?.UtcDateTime);

    private static async Task<WriteResult?> RefuseAsync(
        HouseholdSession session, AppointmentPlan plan, bool isNew, CancellationToken ct)
    {
        await using var find = session.Command(FindKin);
        find.Parameters.Bind(session.Household.Value, plan.Pets.ToArray(), plan.Contact);
        await using var row = await find.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        if (row.GetInt64(0) != plan.Pets.Count)
            return new WriteResult.Failed(Problems.PetUnknown);
        if (!row.GetBoolean(2))
            return WriteResult.Failed.Field("/contactId", "unknown", "Choose one of the household's contacts.");
        return isNew && row.GetInt64(1) >= Most ? new WriteResult.Failed(Problems.AppointmentsTooMany) : null;
    }
}
