using FastEndpoints;
using Npgsql;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Api.Text;
using PawPal.Contracts.Contacts;

namespace PawPal.Api.Contacts;

internal sealed class AddContactValidator : Validator<AddContactRequest>
{
    public AddContactValidator() => Include(new ContactRules<AddContactRequest>());
}

/// <summary><c>POST /api/v1/contacts</c>.</summary>
internal sealed class AddContactEndpoint : WriteEndpoint<AddContactRequest, ContactResponse>
{
    private const int Most = 100;

    public override int SuccessStatus => StatusCodes.Status201Created;

    public override void Configure()
    {
        Post("contacts");
        this.RequireHousehold(HouseholdAccess.Keep);
        Summary(s => s.Summary = "Keep whom to call");
    }

    protected override async Task<WriteResult> WriteAsync(
        AddContactRequest request, WriteContext write, CancellationToken ct)
    {
        await using (var count = write.Session.Command("select count(*) from contact where household_id = $1"))
        {
            count.Parameters.Bind(write.Household.Value);
            if ((long)(await count.ExecuteScalarAsync(ct))! >= Most)
                return new WriteResult.Failed(Problems.ContactsTooMany);
        }

        var id = write.NewId();
        await using var insert = write.Session.Command(
            $"""
            insert into contact
                (id, household_id, kind, name, phone, email, address, note, takes_emergencies, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning {ContactRow.Columns}
            """);
        ContactRow.Bind(insert.Parameters, id, write.Household, request).Bind(write.Now.UtcDateTime);
        await using var row = await insert.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        write.Record("contact.added", id, details: new { request.Kind });
        return new WriteResult.Written(WriteAnswer.Of(StatusCodes.Status201Created, ContactRow.Read(row)));
    }
}

internal sealed class ChangeContactValidator : Validator<ChangeContactRequest>
{
    public ChangeContactValidator() => Include(new ContactRules<ChangeContactRequest>());
}

/// <summary><c>PUT /api/v1/contacts/{contactId}</c>.</summary>
internal sealed class ChangeContactEndpoint : WriteEndpoint<ChangeContactRequest, ContactResponse>
{
    public override void Configure()
    {
        Put("contacts/{contactId}");
        this.RequireHousehold(HouseholdAccess.Keep);
        Summary(s => s.Summary = "Change a contact");
    }

    protected override async Task<WriteResult> WriteAsync(
        ChangeContactRequest request, WriteContext write, CancellationToken ct)
    {
        await using (var find = write.Session.Command(
            "select version from contact where household_id = $1 and id = $2 for update"))
        {
            find.Parameters.Bind(write.Household.Value, request.ContactId);
            if (await find.ExecuteScalarAsync(ct) is not int version)
                return new WriteResult.Failed(Problems.ContactUnknown);
            if (write.RequireMatch(version) is { } stale)
                return stale;
        }

        await using var update = write.Session.Command(
            $"""
            update contact set kind = $3, name = $4, phone = $5, email = $6, address = $7, note = $8,
                takes_emergencies = $9, version = version + 1
            where id = $1 and household_id = $2 returning {ContactRow.Columns}
            """);
        ContactRow.Bind(update.Parameters, request.ContactId, write.Household, request);
        await using var row = await update.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        write.Record("contact.changed", request.ContactId);
        return new WriteResult.Written(WriteAnswer.Ok(ContactRow.Read(row)));
    }
}

/// <summary>The path of a request about one contact.</summary>
internal sealed record ContactRequest(Guid ContactId);

/// <summary><c>DELETE /api/v1/contacts/{contactId}</c>.</summary>
internal sealed class DeleteContactEndpoint : WriteEndpoint<ContactRequest>
{
    public override void Configure()
    {
        Delete("contacts/{contactId}");
        this.RequireHousehold(HouseholdAccess.Keep);
        Summary(s => s.Summary = "Delete a contact");
    }

    protected override async Task<WriteResult> WriteAsync(
        ContactRequest request, WriteContext write, CancellationToken ct)
    {
        await using var delete = write.Session.Command("delete from contact where household_id = $1 and id = $2");
        delete.Parameters.Bind(write.Household.Value, request.ContactId);
        if (await delete.ExecuteNonQueryAsync(ct) == 0)
            return new WriteResult.Failed(Problems.ContactUnknown);
        write.Record("contact.deleted", request.ContactId);
        return new WriteResult.Written(WriteAnswer.Nothing);
    }
}

internal sealed class ListContactsEndpoint(HouseholdDatabase database) : EndpointWithoutRequest<ContactsResponse>
{
    public override void Configure()
    {
        Get("contacts");
        this.RequireHousehold(HouseholdAccess.Read);
        Summary(s => s.Summary = "Whom to call");
    }

    public override async Task HandleAsync(CancellationToken ct)
    {
        await using var query = database.Query(HttpContext.Caller());
        query.Add(
            $"""
            select {ContactRow.Columns} from contact where household_id = $1
            order by array_position(array['vet', 'clinic', 'emergency', 'other'], kind), created_at, id
            """).Bind(HttpContext.Caller().Household.Value);
        await using var row = await query.ExecuteAsync(ct);
        var contacts = new List<ContactResponse>();
        while (await row.ReadAsync(ct))
            contacts.Add(ContactRow.Read(row));
        await Send.OkAsync(new ContactsResponse(contacts), ct);
    }
}

internal static class ContactRow
{
    public const string Columns = "id, kind, name, phone, email, address, note, takes_emergencies, version";

    public static NpgsqlParameterCollection Bind(
        NpgsqlParameterCollection parameters, Guid id, HouseholdId household, IContactDetails details) => parameters
        .Bind(id, household.Value, details.Kind, PlainText.Clean(details.Name))
        .Bind(details.Phone?.Trim(), details.Email?.Trim(), details.Address?.Trim(), details.Note?.Trim())
        .Bind(details.TakesEmergencies);

    public static ContactResponse Read(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetString(1),
        row.GetString(2),
        row.TextOrNull(3),
        row.TextOrNull(4),
        row.TextOrNull(5),
        row.TextOrNull(6),
        row.GetBoolean(7),
        row.GetInt32(8));
}
