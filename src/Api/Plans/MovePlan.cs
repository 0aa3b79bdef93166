using PawPal.Api.Appointments;
using PawPal.Api.Commands;
using PawPal.Api.Households;
using PawPal.Api.Reminders;
using PawPal.Contracts.Pets;
using PawPal.Understanding;

namespace PawPal.Api.Plans;

/// <summary>"Move the vet to Friday", "push Max's walk back by half an hour", "snooze".</summary>
internal sealed class MovePlan() : PlanHandler(Understanding.Intents.Reschedule, HouseholdAccess.Write)
{
    private const int UsualSnooze = 10;
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(730);

    protected override Task<CommandOutcome> HandleAsync(
        Slots slots, IReadOnlyList<PetResponse> pets, CommandContext command, CancellationToken ct) =>
        PlanFinder.IsAppointment(slots)
            ? MoveAppointmentAsync(slots, pets, command, ct)
            : MoveReminderAsync(slots, pets, command, ct);

    private static async Task<CommandOutcome> MoveReminderAsync(
        Slots slots, IReadOnlyList<PetResponse> pets, CommandContext command, CancellationToken ct)
    {
        var times = await PlanFinder.TimesAsync(slots, pets, command, days: 7, ct);
        var open = times.Where(one => !one.IsSettled).ToList();
        var due = open.FindLast(one => one.DueAt <= command.Now);
        // Without a word what: what was told last. With one: what is due, else what comes next.
        if ((due ?? open.FirstOrDefault()) is not { } found)
            return Refused(Replies["NoReminder"]);
        var to = slots is { When: null, Days: null, DurationMinutes: null }
            ? WallTime(command).AddMinutes(UsualSnooze)
            : Target(slots, command.Zone.ToWallTime(found.DueAt));
        var moment = command.Zone.ToMoment(to);
        if (moment <= command.Now || moment > command.Now.AddDays(366))
            return Refused(Replies["PastTime"]);
        await OccurrenceStore.MoveAsync(command.Session, command.Caller.Account, found, moment, command.Now, ct);
        return Done(Replies["Moved", found.Reminder.Response.Title, PlanTimes.Say(to, WallTime(command))]);
    }

    private static async Task<CommandOutcome> MoveAppointmentAsync(
        Slots slots, IReadOnlyList<PetResponse> pets, CommandContext command, CancellationToken ct)
    {
        if (command.Caller.Role < HouseholdAccess.Keep.AtLeast)
            return new CommandOutcome.Forbidden();
        var all = await PlanFinder.AppointmentsAsync(slots, pets, command, command.Now, command.Now + Ahead, ct);
        if (all.FirstOrDefault() is not { } found)
            return Refused(Replies["NoAppointment"]);
        if (slots is { When: null, Days: null, DurationMinutes: null }
            || slots.WhenPrecision is Precision.Week or Precision.Month)
            return new CommandOutcome.Asked(Replies["WhenIsIt"], SlotNames.When);
        var said = found.Response;
        var to = Target(slots, said.StartsAt);
        var plan = new AppointmentPlan(
            said.Kind, to, to + (said.EndsAt - said.StartsAt),
            TimeZoneInfo.FindSystemTimeZoneById(said.TimeZone), said.PetIds)
        {
            Purpose = said.Purpose,
            Clinic = said.Clinic,
            Contact = said.ContactId,
            Note = said.Note,
            RemindMinutes = said.RemindMinutesBefore,
        };
        if (plan.StartsAt <= command.Now || to.Year > 2200)
            return Refused(Replies["PastTime"]);
        if (await AppointmentStore.ChangeAsync(command.Session, found.Id, plan, command.Now, ct) is not null)
            return Refused(Replies["NoAppointment"]);
        return Done(Replies["MovedAppointment", said.Kind, For(found.Names), PlanTimes.Say(to, WallTime(command))]);
    }

    // A new day keeps the hour; a shift keeps both but what is shifted.
    private static DateTime Target(Slots slots, DateTime before)
    {
        if (slots.When is { } when)
            return PlanTimes.HasClock(slots) ? PlanTimes.Of(when, slots) : when.Date + before.TimeOfDay;
        return before.AddDays(slots.Days ?? 0).AddMinutes((double)(slots.DurationMinutes ?? 0));
    }
}
