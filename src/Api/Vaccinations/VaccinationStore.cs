using Npgsql;
using PawPal.Api.Data;
using PawPal.Api.Idempotency;
using PawPal.Api.Text;
using PawPal.Contracts.Vaccinations;

namespace PawPal.Api.Vaccinations;

internal static class VaccinationStore
{
    /// <summary>Needs vaccination as <c>v</c> and pet as <c>p</c>.</summary>
    public const string Columns =
        """
        v.id, v.pet_id, p.name, v.vaccine, v.schedule, v.given_on, v.product, v.batch, v.given_by, v.next_due_on,
        v.due_on, v.note, v.document_id, not v.superseded, v.version
        """;

    private const int Most = 300;

    private const string FindPet =
        """
        select species, birth_date, birth_is_estimate,
            (select count(*) from vaccination where household_id = $1 and pet_id = $2),
            $3::uuid is null or exists (select from document where household_id = $1 and id = $3
                and deleted_at is null and (pet_id is null or pet_id = $2))
        from pet where household_id = $1 and id = $2 and archived_at is null for no key update
        """;

    private const string FindEarlier =
        """
        select given_on from vaccination
        where household_id = $1 and pet_id = $2 and id <> $3 and (schedule = $4 or lower(vaccine) = lower($5))
            and given_on < $6
        """;

    private const string Insert =
        """
        insert into vaccination (id, household_id, pet_id, vaccine, schedule, given_on, product, batch, given_by,
            next_due_on, due_on, note, document_id, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        """;

    // Another due date is told of again.
    private const string Update =
        """
        update vaccination set vaccine = $4, schedule = $5, given_on = $6, product = $7, batch = $8, given_by = $9,
            next_due_on = $10, due_on = $11, note = $12, document_id = $13,
            told = case when due_on is distinct from $11 then 0 else told end, version = version + 1
        where household_id = $2 and id = $1 and pet_id = $3
        """;

    // The newest of each vaccine is the one that a due date counts for.
    private const string Supersede =
        """
        update vaccination v set superseded = not n.is_latest
        from (select id, row_number() over (
                partition by coalesce(schedule, lower(vaccine)) order by given_on desc, id desc) = 1 as is_latest
            from vaccination where household_id = $1 and pet_id = $2) n
        where v.household_id = $1 and v.id = n.id and v.superseded = n.is_latest
        """;

    private const string Find =
        $"""
        select {Columns} from vaccination v join pet p on p.household_id = v.household_id and p.id = v.pet_id
        where v.household_id = $1 and v.id = $2 for update of v
        """;

    public static async Task<VaccinationResponse?> FindAsync(HouseholdSession session, Guid id, CancellationToken ct)
    {
        await using var find = session.Command(Find);
        find.Parameters.Bind(session.Household.Value, id);
        await using var row = await find.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? Read(row) : null;
    }

    /// <summary>Null when it was written; otherwise why not.</summary>
    public static async Task<WriteResult?> WriteAsync(
        WriteContext write, Guid id, Guid pet, bool isNew, IVaccinationDetails details, CancellationToken ct)
    {
        string species;
        DateOnly? born;
        await using (var find = write.Session.Command(FindPet))
        {
            find.Parameters.Bind(write.Household.Value, pet, details.DocumentId);
            await using var row = await find.ExecuteReaderAsync(ct);
            if (!await row.ReadAsync(ct))
                return new WriteResult.Failed(Problems.PetUnknown);
            species = row.GetString(0);
            born = row.IsDBNull(1) || row.GetBoolean(2) ? null : row.GetFieldValue<DateOnly>(1);
            if (isNew && row.GetInt64(3) >= Most)
                return new WriteResult.Failed(Problems.VaccinationsTooMany);
            if (!row.GetBoolean(4))
                return WriteResult.Failed.Field("/documentId", "unknown", "Choose a document of this pet.");
        }

        if (details.GivenOn > write.Caller.LocalDate(write.Now))
            return WriteResult.Failed.Field("/givenOn", "range", "It cannot lie ahead.");
        if (details.GivenOn < born)
            return WriteResult.Failed.Field("/givenOn", "range", "That is before the pet was born.");
        var vaccine = PlainText.Clean(details.Vaccine);
        var schedule = VaccineSchedule.Find(species, vaccine);
        var due = details.NextDueOn ?? schedule?.DueAfter(
            details.GivenOn, born, await EarlierAsync(write, id, pet, schedule.Id, vaccine, details.GivenOn, ct));
        await using var batch = write.Session.Batch();
        var statement = batch.Add(isNew ? Insert : Update)
            .Bind(id, write.Household.Value, pet, vaccine, schedule?.Id)
            .Bind(details.GivenOn, Clean(details.Product), Clean(details.Batch), Clean(details.GivenBy))
            .Bind(details.NextDueOn, due, details.Note?.Trim(), details.DocumentId);
        if (isNew)
            statement.Bind(write.Now.UtcDateTime);
        batch.Add(Supersede).Bind(write.Household.Value, pet);
        await batch.ExecuteNonQueryAsync(ct);
        write.Record(isNew ? "vaccination.added" : "vaccination.changed", id, pet, new
        {
            vaccine,
            details.GivenOn,
            due
        });
        return null;
    }

    public static async Task DeleteAsync(WriteContext write, VaccinationResponse one, CancellationToken ct)
    {
        await using var batch = write.Session.Batch();
        batch.Add("delete from vaccination where household_id = $1 and id = $2").Bind(write.Household.Value, one.Id);
        batch.Add(Supersede).Bind(write.Household.Value, one.PetId);
        await batch.ExecuteNonQueryAsync(ct);
        write.Record("vaccination.deleted", one.Id, one.PetId, new { one.Vaccine, one.GivenOn });
    }

    public static VaccinationResponse Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetString(3), row.TextOrNull(4),
        row.GetFieldValue<DateOnly>(5), row.TextOrNull(6), row.TextOrNull(7), row.TextOrNull(8), row.DateOrNull(9),
            row.DateOrNull(10),
        row.TextOrNull(11), row.GuidOrNull(12), row.GetBoolean(13), row.GetInt32(14));

    private static async Task<List<DateOnly>> EarlierAsync(
        WriteContext write, Guid id, Guid pet, string schedule, string vaccine, DateOnly given, CancellationToken ct)
    {
        await using var find = write.Session.Command(FindEarlier);
        find.Parameters.Bind(write.Household.Value, pet, id, schedule).Bind(vaccine, given);
        var earlier = new List<DateOnly>();
        await using var rows = await find.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            earlier.Add(rows.GetFieldValue<DateOnly>(0));
        return earlier;
    }

    private static string? Clean(string? text) => text is null ? null : PlainText.Clean(text);
}
