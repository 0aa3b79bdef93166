using FastEndpoints;
using FluentValidation;
using PawPal.Api.Commands;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Api.Medications;
using PawPal.Contracts.Reminders;

namespace PawPal.Api.Reminders;

/// <summary>What the writes about one time share: the time must be one of the reminder's.</summary>
internal abstract class OccurrenceEndpoint<TRequest> : WriteEndpoint<TRequest, OccurrenceResponse>
    where TRequest : notnull
{
    protected static async Task<WriteResult> ActAsync(
        Guid id,
        string name,
        WriteContext write,
        Func<Occurrence, Task<WriteResult?>> act,
        CancellationToken ct)
    {
        if (await ReminderStore.FindAsync(write.Session, id, ct) is not { } reminder)
            return new WriteResult.Failed(Problems.ReminderUnknown);
        if (reminder.Response.State is not "active")
            return new WriteResult.Failed(Problems.ReminderNotActive);
        if (!Occurrence.TryParse(name, out var time)
            || await Agenda.FindAsync(write.Session, reminder, time, ct) is not { } one)
            return new WriteResult.Failed(Problems.OccurrenceUnknown);
        if (await act(one) is { } refusal)
            return refusal;
        var after = await Agenda.FindAsync(write.Session, reminder, time, ct);
        return new WriteResult.Written(WriteAnswer.Ok(after!.ToResponse(write.Now)));
    }

    protected static WriteResult? Settled(Occurrence one) =>
        one.IsSettled ? new WriteResult.Failed(Problems.OccurrenceSettled) : null;
}

internal sealed class OccurrenceDoneValidator : Validator<OccurrenceDoneRequest>
{
    public OccurrenceDoneValidator() => RuleFor(r => r.WeightKg).InclusiveBetween(0.001m, 2000m);
}

internal sealed class OccurrenceDoneEndpoint : OccurrenceEndpoint<OccurrenceDoneRequest>
{
    public override void Configure()
    {
        Post("reminders/{reminderId}/occurrences/{occurrence}/done");
        this.RequireHousehold(HouseholdAccess.Write);
        Summary(s => s.Summary = "Tick a time off; care is logged. Done already: nothing is logged twice");
    }

    protected override Task<WriteResult> WriteAsync(
        OccurrenceDoneRequest request, WriteContext write, CancellationToken ct) =>
        ActAsync(request.ReminderId, request.Occurrence, write, async one =>
        {
            if (one.DoneAt is not null || one.Mark?.State is Occurrence.Done)
                return null;
            var done = await OccurrenceStore.DoneAsync(
                write.Session, write.Caller, one, request.WeightKg, request.Confirmed, write.Now, ct);
            return done.Doubtful is { } verdict
                ? DoubtWords.Refuse(verdict, one.Reminder.Response.Title, write.Now, write.Caller.TimeZone)
                : null;
        }, ct);
}

internal sealed class SkipOccurrenceEndpoint : OccurrenceEndpoint<OccurrenceRequest>
{
    public override void Configure()
    {
        Post("reminders/{reminderId}/occurrences/{occurrence}/skip");
        this.RequireHousehold(HouseholdAccess.Write);
        Summary(s => s.Summary = "Leave a time out");
    }

    protected override Task<WriteResult> WriteAsync(
        OccurrenceRequest request, WriteContext write, CancellationToken ct) =>
        ActAsync(request.ReminderId, request.Occurrence, write, async one =>
        {
            if (Settled(one) is { } settled)
                return settled;
            await OccurrenceStore.SkipAsync(write.Session, write.Caller.Account, one, write.Now, ct);
            return null;
        }, ct);
}

internal sealed class ReopenOccurrenceEndpoint : OccurrenceEndpoint<OccurrenceRequest>
{
    public override void Configure()
    {
        Post("reminders/{reminderId}/occurrences/{occurrence}/reopen");
        this.RequireHousehold(HouseholdAccess.Write);
        Summary(s => s.Summary = "Take back done or skipped, and the care that done logged");
    }

    protected override Task<WriteResult> WriteAsync(
        OccurrenceRequest request, WriteContext write, CancellationToken ct) =>
        ActAsync(request.ReminderId, request.Occurrence, write, async one =>
        {
            await OccurrenceStore.ReopenAsync(write.Session, write.Caller.Account, one, write.Now, ct);
            return null;
        }, ct);
}

internal sealed class SnoozeValidator : Validator<SnoozeRequest>
{
    public SnoozeValidator() => RuleFor(r => r.Minutes).InclusiveBetween(1, 1440);
}

internal sealed class SnoozeEndpoint : OccurrenceEndpoint<SnoozeRequest>
{
    public override void Configure()
    {
        Post("reminders/{reminderId}/occurrences/{occurrence}/snooze");
        this.RequireHousehold(HouseholdAccess.Write);
        Summary(s => s.Summary = "Tell of it again in some minutes");
    }

    protected override Task<WriteResult> WriteAsync(SnoozeRequest request, WriteContext write, CancellationToken ct) =>
        ActAsync(request.ReminderId, request.Occurrence, write, async one =>
        {
            if (Settled(one) is { } settled)
                return settled;
            await OccurrenceStore.MoveAsync(
                write.Session, write.Caller.Account, one, write.Now.AddMinutes(request.Minutes), write.Now, ct);
            return null;
        }, ct);
}

internal sealed class RescheduleValidator : Validator<RescheduleRequest>
{
    public RescheduleValidator() => RuleFor(r => r.DueAt).WallTime();
}

internal sealed class RescheduleEndpoint : OccurrenceEndpoint<RescheduleRequest>
{
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(366);

    public override void Configure()
    {
        Post("reminders/{reminderId}/occurrences/{occurrence}/reschedule");
        this.RequireHousehold(HouseholdAccess.Keep);
        Summary(s => s.Summary = "Move one time; the others stay");
    }

    protected override Task<WriteResult> WriteAsync(
        RescheduleRequest request, WriteContext write, CancellationToken ct) =>
        ActAsync(request.ReminderId, request.Occurrence, write, async one =>
        {
            if (Settled(one) is { } settled)
                return settled;
            var due = one.Reminder.Schedule.Zone.ToMoment(request.DueAt);
            if (due <= write.Now || due > write.Now + Furthest)
                return WriteResult.Failed.Field("/dueAt", "range", "Choose a time to come, within a year.");
            await OccurrenceStore.MoveAsync(write.Session, write.Caller.Account, one, due, write.Now, ct);
            return null;
        }, ct);
}
