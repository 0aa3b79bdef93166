using PawPal.Api.Appointments;
using PawPal.Api.Commands;
using PawPal.Api.Households;
using PawPal.Api.Recurrences;
using PawPal.Contracts.Pets;
using PawPal.Understanding;

namespace PawPal.Api.Plans;

/// <summary>"Bella has the vet on Tuesday at four."</summary>
internal sealed class CreateAppointment()
    : PlanHandler(Understanding.Intents.CreateAppointment, HouseholdAccess.Keep)
{
    protected override async Task<CommandOutcome> HandleAsync(
        Slots slots, IReadOnlyList<PetResponse> pets, CommandContext command, CancellationToken ct)
    {
        if (slots.AppointmentKind is not { } kind || !AppointmentKind.All.Contains(kind, StringComparer.Ordinal))
            return new CommandOutcome.Asked(Replies["WhichKind"], SlotNames.AppointmentKind);
        if (slots.When is not { } when || slots.WhenPrecision is Precision.Week or Precision.Month)
            return new CommandOutcome.Asked(Replies["WhenIsIt"], SlotNames.When);
        var isAllDay = slots.WhenPrecision is Precision.Day;
        // A day at the kennels or an operation may go without an hour; a vet's appointment may not.
        if (isAllDay && kind is not ("boarding" or "surgery"))
            return new CommandOutcome.Asked(Replies["AtWhatTime", RuleWords.Date(when)], SlotNames.When);
        var start = isAllDay ? when.Date : PlanTimes.Of(when, slots);
        var plan = new AppointmentPlan(
            kind, start, isAllDay ? start.AddDays(1) : start.AddMinutes(30), command.Zone,
            [.. pets.Select(pet => pet.Id)]);
        if (plan.EndsAt <= command.Now)
            return Refused(Replies["PastTime"]);
        if (await AppointmentStore.AddAsync(command.Session, command.NewId(), plan, command.Now, ct) is not null)
            return Refused(Replies["TooMany"]);
        var names = For([.. pets.Select(pet => pet.Name)]);
        return Done(isAllDay
            ? Replies["NotedDay", kind, names, RuleWords.Date(start)]
            : Replies["Noted", kind, names, PlanTimes.Say(start, WallTime(command))]);
    }
}
