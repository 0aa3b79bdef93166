using PawPal.Api.Commands;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Contracts.Care;

namespace PawPal.Api.Care;

/// <summary><c>POST /api/v1/care/undo</c>: takes back all of the command that a token stands for.</summary>
internal sealed class UndoCommandEndpoint : WriteEndpoint<UndoRequest, UndoResponse>
{
    private const string Find =
        $"""
        select {CareEvent.Columns}
        from care_event e
        join pet p on p.household_id = $1 and p.id = e.pet_id
        left join account a on a.id = e.recorded_by
        where e.household_id = $1 and e.command_id = $2
        order by e.occurred_at, e.id
        """;

    public override void Configure()
    {
        Post("care/undo");
        this.RequireHousehold(HouseholdAccess.Write);
        Summary(s => s.Summary = "Take back all of a command");
    }

    protected override async Task<WriteResult> WriteAsync(
        UndoRequest request, WriteContext write, CancellationToken ct)
    {
        if (!UndoToken.TryParse(request.UndoToken, out var command))
            return new WriteResult.Failed(Problems.UndoUnknown);
        var events = await FindAsync(write.Session, command, ct);
        if (events.Count == 0)
            return new WriteResult.Failed(Problems.UndoUnknown);
        var taken = await Retractions.AddAsync(
            write.Session, write.Caller.Account, write.NewId(), [.. events.Select(e => e.Response.Id)], write.Now, ct);
        if (taken.Count == 0)
            return new WriteResult.Failed(Problems.UndoneAlready);
        var undone = events.Where(e => taken.Contains(e.Response.Id)).ToList();
        var reply = UndoWords.Say(
            undone, (at, precision) => SpokenTime.Of(at, write.Now, write.Caller.TimeZone, precision));
        return new WriteResult.Written(WriteAnswer.Ok(new UndoResponse(reply, [.. undone.Select(e => e.Response)])));
    }

    private static async Task<List<CareEvent>> FindAsync(HouseholdSession session, Guid command, CancellationToken ct)
    {
        await using var find = session.Command(Find);
        find.Parameters.Bind(session.Household.Value, command);
        await using var rows = await find.ExecuteReaderAsync(ct);
        return await CareEvent.ReadAllAsync(rows, ct);
    }
}
