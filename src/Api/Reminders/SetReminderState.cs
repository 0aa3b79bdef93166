using FastEndpoints;
using FluentValidation;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Contracts.Reminders;

namespace PawPal.Api.Reminders;

internal sealed class ReminderStateValidator : Validator<ReminderStateRequest>
{
    public ReminderStateValidator() => RuleFor(r => r.State)
        .Must(state => state is "active" or "paused" or "archived").WithErrorCode("choice")
        .WithMessage("Choose one of: active, paused, archived.");
}

internal sealed class SetReminderStateEndpoint : WriteEndpoint<ReminderStateRequest, ReminderResponse>
{
    public override void Configure()
    {
        Put("reminders/{reminderId}/state");
        this.RequireHousehold(HouseholdAccess.Keep);
        Summary(s => s.Summary = "Pause, wake or archive a reminder; needs If-Match");
    }

    protected override async Task<WriteResult> WriteAsync(
        ReminderStateRequest request, WriteContext write, CancellationToken ct)
    {
        if (await ReminderStore.FindAsync(write.Session, request.ReminderId, ct) is not { } reminder)
            return new WriteResult.Failed(Problems.ReminderUnknown);
        if (write.RequireMatch(reminder.Response.Version) is { } stale)
            return stale;
        await ReminderStore.SetStateAsync(write.Session, reminder, request.State, write.Now, ct);
        var after = await ReminderStore.FindAsync(write.Session, request.ReminderId, ct);
        return new WriteResult.Written(WriteAnswer.Ok(after!.Response));
    }
}
