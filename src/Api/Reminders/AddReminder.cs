using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Contracts.Reminders;

namespace PawPal.Api.Reminders;

internal sealed class AddReminderEndpoint : WriteEndpoint<ReminderRequest, ReminderResponse>
{
    public override int SuccessStatus => StatusCodes.Status201Created;

    public override void Configure()
    {
        Post("reminders");
        this.RequireHousehold(HouseholdAccess.Keep);
        Summary(s => s.Summary = "Plan something to be reminded of");
    }

    protected override async Task<WriteResult> WriteAsync(
        ReminderRequest request, WriteContext write, CancellationToken ct)
    {
        if (ReminderPlans.Read(request, write.Caller, out var plan) is { } wrong)
            return wrong;
        var id = write.NewId();
        if (await ReminderStore.AddAsync(write.Session, id, plan, write.Now, ct) is { } refusal)
            return refusal;
        var reminder = await ReminderStore.FindAsync(write.Session, id, ct);
        return new WriteResult.Written(WriteAnswer.Of(StatusCodes.Status201Created, reminder!.Response));
    }
}

internal sealed class ChangeReminderEndpoint : WriteEndpoint<ReminderRequest, ReminderResponse>
{
    public override void Configure()
    {
        Put("reminders/{reminderId}");
        this.RequireHousehold(HouseholdAccess.Keep);
        Summary(s => s.Summary = "Change a reminder; needs If-Match");
    }

    protected override async Task<WriteResult> WriteAsync(
        ReminderRequest request, WriteContext write, CancellationToken ct)
    {
        if (!Guid.TryParse(Route<string>("reminderId"), out var id)
            || await ReminderStore.FindAsync(write.Session, id, ct) is not { } before)
            return new WriteResult.Failed(Problems.ReminderUnknown);
        if (write.RequireMatch(before.Response.Version) is { } stale)
            return stale;
        if (ReminderPlans.Read(request, write.Caller, out var plan) is { } wrong)
            return wrong;
        if (await ReminderStore.ChangeAsync(write.Session, before, plan, write.Now, ct) is { } refusal)
            return refusal;
        var after = await ReminderStore.FindAsync(write.Session, id, ct);
        return new WriteResult.Written(WriteAnswer.Ok(after!.Response));
    }
}
