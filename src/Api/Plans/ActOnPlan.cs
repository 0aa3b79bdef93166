using PawPal.Api.Appointments;
using PawPal.Api.Commands;
using PawPal.Api.Households;
using PawPal.Api.Medications;
using PawPal.Api.Reminders;
using PawPal.Contracts.Pets;
using PawPal.Understanding;

namespace PawPal.Api.Plans;

/// <summary>"Mark the eight o'clock feed done": what is due first, then what comes next.</summary>
internal sealed class CompleteReminder()
    : PlanHandler(Understanding.Intents.CompleteReminder, HouseholdAccess.Write)
{
    protected override async Task<CommandOutcome> HandleAsync(
        Slots slots, IReadOnlyList<PetResponse> pets, CommandContext command, CancellationToken ct)
    {
        var times = await PlanFinder.TimesAsync(slots, pets, command, days: 1, ct);
        var fitting = times.Where(one => PlanFinder.IsAt(command.Zone.ToWallTime(one.DueAt), slots)).ToList();
        var open = fitting.Where(one => !one.IsSettled).ToList();
        if ((open.LastOrDefault(one => one.DueAt <= command.Now) ?? open.FirstOrDefault()) is not { } found)
            return Refused(fitting.Count > 0 ? Replies["AllDone"] : Replies["NoReminder"]);
        var done = await OccurrenceStore.DoneAsync(
            command.Session, command.Caller, found, weight: null, command.IsConfirmed, command.Now, ct, command.Id);
        if (done.Doubtful is { } verdict)
            return DoubtWords.Ask(verdict, found.Reminder.Response.Title, command.Now, command.Zone);
        var due = PlanTimes.Say(command.Zone.ToWallTime(found.DueAt), WallTime(command));
        return new CommandOutcome.Done(Replies["Ticked", found.Reminder.Response.Title, due], done.Events);
    }
}

/// <summary>"Skip Max's walk tonight."</summary>
internal sealed class SkipPlan() : PlanHandler(Understanding.Intents.Skip, HouseholdAccess.Write)
{
    private const int Week = 7;

    protected override async Task<CommandOutcome> HandleAsync(
        Slots slots, IReadOnlyList<PetResponse> pets, CommandContext command, CancellationToken ct)
    {
        var times = await PlanFinder.TimesAsync(slots, pets, command, Week, ct);
        var open = times.Where(
            one => !one.IsSettled && PlanFinder.IsAt(command.Zone.ToWallTime(one.DueAt), slots)).ToList();
        if ((open.Find(one => one.Closes > command.Now && one.DueAt > command.Now) ?? open.LastOrDefault())
            is not { } found)
            return Refused(Replies["NoReminder"]);
        await OccurrenceStore.SkipAsync(command.Session, command.Caller.Account, found, command.Now, ct);
        var due = PlanTimes.Say(command.Zone.ToWallTime(found.DueAt), WallTime(command));
        return Done(Replies["Skipped", found.Reminder.Response.Title, due]);
    }
}

/// <summary>"Cancel the groomer on Friday", "stop reminding me about Max's pills".</summary>
internal sealed class CancelPlan() : PlanHandler(Understanding.Intents.Cancel, HouseholdAccess.Keep)
{
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(730);

    protected override async Task<CommandOutcome> HandleAsync(
        Slots slots, IReadOnlyList<PetResponse> pets, CommandContext command, CancellationToken ct)
    {
        if (PlanFinder.IsAppointment(slots))
            return await CancelAppointmentAsync(slots, pets, command, ct);
        if (slots.When is not null)
            return await SkipAsync(slots, pets, command, ct);
        var found = await PlanFinder.RemindersAsync(slots, pets, command, ct);
        if (found.Count == 0)
            return Refused(Replies["NoReminder"]);
        if (found.Count > 1)
            return new CommandOutcome.Asked(
                Replies["WhichOne", Spoken.OneOf([.. found.Take(4).Select(one => one.Response.Title)])]);
        await ReminderStore.SetStateAsync(command.Session, found[0], "archived", command.Now, ct);
        return Done(Replies["Stopped", found[0].Response.Title]);
    }

    private static async Task<CommandOutcome> SkipAsync(
        Slots slots, IReadOnlyList<PetResponse> pets, CommandContext command, CancellationToken ct)
    {
        var times = await PlanFinder.TimesAsync(slots, pets, command, days: 14, ct);
        if (times.Find(one => !one.IsSettled && PlanFinder.IsAt(command.Zone.ToWallTime(one.DueAt), slots))
            is not { } found)
            return Refused(Replies["NoReminder"]);
        await OccurrenceStore.SkipAsync(command.Session, command.Caller.Account, found, command.Now, ct);
        var due = PlanTimes.Say(command.Zone.ToWallTime(found.DueAt), WallTime(command));
        return Done(Replies["Skipped", found.Reminder.Response.Title, due]);
    }

    private static async Task<CommandOutcome> CancelAppointmentAsync(
        Slots slots, IReadOnlyList<PetResponse> pets, CommandContext command, CancellationToken ct)
    {
        var all = await PlanFinder.AppointmentsAsync(slots, pets, command, command.Now, command.Now + Ahead, ct);
        var found = all.Where(one => PlanFinder.IsAt(one.Response.StartsAt, slots)).ToList();
        if (found.Count == 0)
            return Refused(Replies["NoAppointment"]);
        var said = found[0].Response;
        await AppointmentStore.CancelAsync(command.Session, found[0], ct);
        var when = PlanTimes.Say(said.StartsAt, WallTime(command));
        return Done(Replies["CalledOff", said.Kind, For(found[0].Names), when]);
    }
}
