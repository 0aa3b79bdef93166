using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Contracts.Care;

namespace PawPal.Api.Care;

/// <summary>The path of <c>POST /api/v1/care/events/{eventId}/undo</c>.</summary>
internal sealed record UndoEventRequest(Guid EventId);

/// <summary>Takes back one event.</summary>
internal sealed class UndoEventEndpoint : WriteEndpoint<UndoEventRequest, CareEventResponse>
{
    public override void Configure()
    {
        Post("care/events/{eventId}/undo");
        this.RequireHousehold(HouseholdAccess.Write);
        Summary(s => s.Summary = "Take back one event");
    }

    protected override async Task<WriteResult> WriteAsync(
        UndoEventRequest request, WriteContext write, CancellationToken ct)
    {
        if (await Replacement.FindAsync(write.Session, request.EventId, ct) is not { } old)
            return new WriteResult.Failed(Problems.EventUnknown);
        var taken = await Retractions.AddAsync(
            write.Session, write.Caller.Account, write.NewId(), [old.Response.Id], write.Now, ct);
        return taken.Count == 1
            ? new WriteResult.Written(WriteAnswer.Ok(old.Response))
            : new WriteResult.Failed(Problems.UndoneAlready);
    }
}
