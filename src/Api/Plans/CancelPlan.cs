using PawPal.Api.Appointments;
using PawPal.Api.Commands;
using PawPal.Api.Households;
using PawPal.Api.Reminders;
using PawPal.Contracts.Pets;
using PawPal.Understanding;

namespace PawPal.Api.Plans;

/// <summary>"Cancel the groomer on Friday", "stop reminding me about Max's pills".</summary>
internal sealed class CancelPlan() : PlanHandler(Understanding.Intents.Cancel, HouseholdAccess.Keep)
{
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(730);

    protected override async Task<CommandOutcome> HandleAsync(
        Slots slots, IReadOnlyList<PetResponse> pets, CommandContext command, CancellationToken ct)
    {
        // "Cancel that" with nothing named could be anything.
        if (slots is { AppointmentKind: null, Topic: null, Medication: null, Note: null, When: null }
            && pets.Count == 0)
            return new CommandOutcome.Asked(Replies["CancelWhat"]);
        if (PlanFinder.IsAppointment(slots))
            return await CancelAppointmentAsync(slots, pets, command, ct);
        if (slots.When is not null)
            return await SkipAsync(slots, pets, command, ct);
        var found = await PlanFinder.RemindersAsync(slots, pets, command, ct);
        if (found.Count == 0)
            return Refused(Replies["NoReminder"]);
        if (found.Count > 1)
        {
            string[] titles = [.. found.Select(one => one.Response.Title)];
            return new CommandOutcome.Asked(Replies["WhichOne", Spoken.OneOf(titles[..Math.Min(4, titles.Length)])],
                SlotNames.Note)
            {
                Candidates = titles,
            };
        }
        await ReminderStore.SetStateAsync(command.Session, found[0], "archived", command.Now, ct);
        return Done(Replies["Stopped", found[0].Response.Title]);
    }

    /// <summary>Many at once cannot be undone: they are told, and wait for a yes.</summary>
    protected override async Task<CommandOutcome> HandleAllAsync(
        Slots slots, IReadOnlyList<PetResponse> pets, CommandContext command, CancellationToken ct)
    {
        var reminders = PlanFinder.IsAppointment(slots) || slots.When is not null
            ? [] : await PlanFinder.RemindersAsync(slots, pets, command, ct);
        var appointments = slots.Topic is "reminder" ? [] : await PlanFinder.AppointmentsAsync(
            slots, pets, command, command.Now, command.Now + Ahead, ct);
        appointments = [.. appointments.Where(one => PlanFinder.IsAt(one.Response.StartsAt, slots))];
        if (reminders.Count + appointments.Count == 0)
            return Refused(Replies["NothingToCancel"]);
        var said = Spoken.All(
            [.. reminders.Select(one => one.Response.Title), .. appointments.Select(one => Say(one, command))]);
        if (!command.IsConfirmed)
            return new CommandOutcome.NeedsYes(Replies["CancelThese", said]);
        foreach (var one in reminders)
            await ReminderStore.SetStateAsync(command.Session, one, "archived", command.Now, ct);
        foreach (var one in appointments)
            await AppointmentStore.CancelAsync(command.Session, one, ct);
        return Done(Replies["CancelledThese", said]);
    }

    private static string Say(Appointment one, CommandContext command) => Replies[
        "OneAppointment", one.Response.Kind, For(one.Names), PlanTimes.Say(one.Response.StartsAt, WallTime(command))];

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
