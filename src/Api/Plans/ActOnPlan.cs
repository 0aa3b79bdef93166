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
