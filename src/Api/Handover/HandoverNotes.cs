using FastEndpoints;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Api.Text;
using PawPal.Contracts.Handover;

namespace PawPal.Api.Handover;

internal sealed class AddHandoverNoteValidator : Validator<AddHandoverNoteRequest>
{
    public AddHandoverNoteValidator() => RuleFor(r => r.Text).TextOf(1, 2_000);
}

/// <summary><c>POST /api/v1/handover/notes</c>.</summary>
internal sealed class AddHandoverNoteEndpoint : WriteEndpoint<AddHandoverNoteRequest, HandoverNote>
{
    private const int Most = 100;

    private const string Check =
        """
        select (select count(*) from handover_note where household_id = $1),
            $2::uuid is null or exists (select from pet where household_id = $1 and id = $2 and archived_at is null)
        """;

    public override int SuccessStatus => StatusCodes.Status201Created;

    public override void Configure()
    {
        Post("handover/notes");
        this.RequireHousehold(HouseholdAccess.Keep);
        Summary(s => s.Summary = "Keep a quirk of a pet, or a way of the house");
    }

    protected override async Task<WriteResult> WriteAsync(
        AddHandoverNoteRequest request, WriteContext write, CancellationToken ct)
    {
        await using (var check = write.Session.Command(Check))
        {
            check.Parameters.Bind(write.Household.Value, request.PetId);
            await using var row = await check.ExecuteReaderAsync(ct);
            await row.ReadAsync(ct);
            if (!row.GetBoolean(1))
                return new WriteResult.Failed(Problems.PetUnknown);
            if (row.GetInt64(0) >= Most)
                return new WriteResult.Failed(Problems.HandoverNotesTooMany);
        }

        var note = new HandoverNote(write.NewId(), request.PetId, request.Text.Trim(), Version: 1);
        await using var insert = write.Session.Command(
            "insert into handover_note (id, household_id, pet_id, text, created_at) values ($1, $2, $3, $4, $5)");
        insert.Parameters.Bind(note.Id, write.Household.Value, note.PetId, note.Text, write.Now.UtcDateTime);
        await insert.ExecuteNonQueryAsync(ct);
        write.Record("handover.noted", note.Id, note.PetId);
        return new WriteResult.Written(WriteAnswer.Of(StatusCodes.Status201Created, note));
    }
}

internal sealed class ChangeHandoverNoteValidator : Validator<ChangeHandoverNoteRequest>
{
    public ChangeHandoverNoteValidator() => RuleFor(r => r.Text).TextOf(1, 2_000);
}

/// <summary><c>PUT /api/v1/handover/notes/{noteId}</c>.</summary>
internal sealed class ChangeHandoverNoteEndpoint : WriteEndpoint<ChangeHandoverNoteRequest, HandoverNote>
{
    public override void Configure()
    {
        Put("handover/notes/{noteId}");
        this.RequireHousehold(HouseholdAccess.Keep);
        Summary(s => s.Summary = "Change a handover note; needs If-Match");
    }

    protected override async Task<WriteResult> WriteAsync(
        ChangeHandoverNoteRequest request, WriteContext write, CancellationToken ct)
    {
        Guid? pet;
        await using (var find = write.Session.Command(
            "select version, pet_id from handover_note where household_id = $1 and id = $2 for update"))
        {
            find.Parameters.Bind(write.Household.Value, request.NoteId);
            await using var row = await find.ExecuteReaderAsync(ct);
            if (!await row.ReadAsync(ct))
                return new WriteResult.Failed(Problems.HandoverNoteUnknown);
            if (write.RequireMatch(row.GetInt32(0)) is { } stale)
                return stale;
            pet = row.GuidOrNull(1);
        }

        await using var update = write.Session.Command(
            """
            update handover_note set text = $3, version = version + 1 where household_id = $1 and id = $2
            returning version
            """);
        update.Parameters.Bind(write.Household.Value, request.NoteId, request.Text.Trim());
        var version = (int)(await update.ExecuteScalarAsync(ct))!;
        write.Record("handover.note_changed", request.NoteId, pet);
        return new WriteResult.Written(WriteAnswer.Ok(
            new HandoverNote(request.NoteId, pet, request.Text.Trim(), version)));
    }
}

/// <summary>The path of <c>DELETE /api/v1/handover/notes/{noteId}</c>.</summary>
internal sealed record HandoverNotePath(Guid NoteId);

internal sealed class DeleteHandoverNoteEndpoint : WriteEndpoint<HandoverNotePath>
{
    public override void Configure()
    {
        Delete("handover/notes/{noteId}");
        this.RequireHousehold(HouseholdAccess.Keep);
        Summary(s => s.Summary = "Delete a handover note");
    }

    protected override async Task<WriteResult> WriteAsync(
        HandoverNotePath request, WriteContext write, CancellationToken ct)
    {
        await using var delete = write.Session.Command("delete from handover_note where household_id = $1 and id = $2");
        delete.Parameters.Bind(write.Household.Value, request.NoteId);
        if (await delete.ExecuteNonQueryAsync(ct) == 0)
            return new WriteResult.Failed(Problems.HandoverNoteUnknown);
        write.Record("handover.note_deleted", request.NoteId);
        return new WriteResult.Written(WriteAnswer.Nothing);
    }
}
