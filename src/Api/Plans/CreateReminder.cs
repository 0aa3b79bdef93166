using PawPal.Api.Commands;
using PawPal.Api.Households;
using PawPal.Api.Recurrences;
using PawPal.Api.Reminders;
using PawPal.Api.Text;
using PawPal.Contracts.Pets;
using PawPal.Understanding;

namespace PawPal.Api.Plans;

/// <summary>"Remind me to feed Max every day at eight."</summary>
internal sealed class CreateReminder() : PlanHandler(Understanding.Intents.CreateReminder, HouseholdAccess.Keep)
{
    private const int LongestTitle = 120;
    private const int LongestMedicine = 80;

    protected override async Task<CommandOutcome> HandleAsync(
        Slots slots, IReadOnlyList<PetResponse> pets, CommandContext command, CancellationToken ct)
    {
        if (slots is { When: null, Recurrence: null })
            return new CommandOutcome.Asked(Replies["WhenToRemind"], SlotNames.When);
        if (Read(slots, pets, command, out var plan) is { } wrong)
            return wrong;
        if (await ReminderStore.AddAsync(command.Session, command.NewId(), plan, command.Now, ct) is { } refusal)
            return Refused(refusal is Idempotency.WriteResult.Failed failed
                && failed.Problem == Problems.RemindersTooMany ? Replies["TooMany"] : Replies["PastTime"]);
        var when = plan.Times.Rule is null
            ? PlanTimes.Say(plan.Times.Schedule.Start, WallTime(command))
            : RuleWords.Say(plan.Times.Schedule);
        return new CommandOutcome.Done(Replies["WillRemind", when, plan.Title]) { TeachesWords = true };
    }

    private static CommandOutcome? Read(
        Slots slots, IReadOnlyList<PetResponse> pets, CommandContext command, out ReminderPlan plan)
    {
        plan = null!;
        var now = WallTime(command);
        DateTime start;
        if (slots.Recurrence is not { } text)
            start = PlanTimes.Of(slots.When!.Value, slots);
        else if (RuleParser.TryRead(text, out var rule) is { } unread)
            return Refused(Replies[$"Rule.{unread.Code}"]);
        else
            start = PlanTimes.StartOf(slots, rule, now);
        if (ScheduleCheck.TryMake(start, slots.Recurrence, command.Zone, out var times) is { } fault)
            return Refused(Replies[$"Rule.{fault.Code}"]);
        var kind = KindOf(slots);
        plan = new ReminderPlan(TitleOf(slots, pets), kind, times, command.Zone, [.. pets.Select(pet => pet.Id)])
        {
            Medication = kind == ReminderKind.Medication && slots.Medication is { Length: <= LongestMedicine } named
                && PlainText.IsVisible(named) ? PlainText.Clean(named) : null,
        };
        return null;
    }

    private static string KindOf(Slots slots) =>
        slots.Topic is { } topic && ReminderKind.All.Contains(topic, StringComparer.Ordinal) && topic is not "note"
            ? topic
            : ReminderKind.Other;

    // The speaker's own words; else what it is about, and for whom.
    private static string TitleOf(Slots slots, IReadOnlyList<PetResponse> pets)
    {
        var said = slots.Note is { } note && PlainText.IsVisible(note) ? PlainText.Clean(note) : "";
        if (said.Length == 0)
            said = (slots.Medication ?? slots.Topic ?? Replies["Reminder"]) + For([.. pets.Select(pet => pet.Name)]);
        return said.Length > LongestTitle ? said[..LongestTitle].Trim() : said;
    }
}
