using FastEndpoints;
using PawPal.Api.Commands;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Contracts.Care;

namespace PawPal.Api.Care;

/// <summary><c>POST /api/v1/care/undo</c>: takes back all of the command that a token stands for.</summary>
internal sealed class UndoCommandEndpoint(IdempotentWrites writes, TimeProvider clock)
    : Endpoint<UndoRequest, UndoResponse>
{
    private const string Route = "care/undo";

    private const string Find =
        $"""
        select {CareEvent.Columns}
        from care_event e
        join pet p on p.household_id = $1 and p.id = e.pet_id
        join account a on a.id = e.recorded_by
        where e.household_id = $1 and e.command_id = $2
        order by e.occurred_at, e.id
        """;

    public override void Configure()
    {
        Post(Route);
        this.RequireHousehold(HouseholdAccess.Write);
    }

    public override async Task HandleAsync(UndoRequest request, CancellationToken ct)
    {
        if (!ClientKey.TryRead(HttpContext.Request, out var key))
        {
            await this.ProblemAsync(Problems.IdempotencyKeyInvalid, ct);
            return;
        }

        if (!UndoToken.TryParse(request.UndoToken, out var command))
        {
            await this.ProblemAsync(Problems.UndoUnknown, ct);
            return;
        }

        var caller = HttpContext.Caller();
        var outcome = await writes.RunAsync(
            caller,
            key,
            Fingerprint.Of(Route, request.UndoToken),
            (session, token) => UndoAsync(session, caller, command, token),
            ct);
        await (outcome switch
        {
            WriteOutcome.Answered(var answer) => answer.SendAsync(HttpContext, ct),
            WriteOutcome.Failed(var problem) => this.ProblemAsync(problem, ct),
            _ => throw new InvalidOperationException("Unknown outcome of an undo."),
        });
    }

    private async Task<WriteResult> UndoAsync(
        HouseholdSession session, HouseholdCaller caller, Guid command, CancellationToken ct)
    {
        var events = await FindAsync(session, command, ct);
        if (events.Count == 0)
            return new WriteResult.Failed(Problems.UndoUnknown);
        var now = CommandTime.Now(clock);
        var taken = await Retractions.AddAsync(
            session, caller.Account, Guid.CreateVersion7(now), [.. events.Select(e => e.Response.Id)], now, ct);
        if (taken.Count == 0)
            return new WriteResult.Failed(Problems.UndoneAlready);
        var undone = events.Where(e => taken.Contains(e.Response.Id)).ToList();
        var reply = UndoWords.Say(undone, (at, precision) => SpokenTime.Of(at, now, caller.TimeZone, precision));
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
