using FastEndpoints;
using FluentValidation;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Api.Recurrences;
using PawPal.Api.Text;
using PawPal.Contracts.Reminders;

namespace PawPal.Api.Reminders;

internal sealed class ReminderValidator : Validator<ReminderRequest>
{
    private const int MostPets = 20;
    private const int MostCarers = 10;

    public ReminderValidator()
    {
        RuleFor(r => r.Title).PlainTextOf(1, 120);
        RuleFor(r => r.Kind).Cascade(CascadeMode.Stop).NotEmpty()
            .Must(kind => ReminderKind.All.Contains(kind, StringComparer.Ordinal)).WithErrorCode("choice")
            .WithMessage($"Choose one of: {string.Join(", ", ReminderKind.All)}.");
        RuleFor(r => r.StartsAt).WallTime();
        RuleFor(r => r.TimeZone).Must(zone => zone is null || TimeZones.IsIana(zone)).WithErrorCode("time-zone")
            .WithMessage("Use an IANA name, such as Europe/London.");
        RuleFor(r => r.Rule).Length(1, RuleParser.Longest).When(r => r.Rule is not null);
        RuleFor(r => r.PetIds).Must(pets => pets is null || pets.Count <= MostPets).WithErrorCode("range")
            .WithMessage("Name at most 20 pets.");
        RuleFor(r => r.EscalateTo).Must(carers => carers is null || carers.Count <= MostCarers).WithErrorCode("range")
            .WithMessage("Name at most 10 carers.");
        RuleFor(r => r.EscalateAfterMinutes).InclusiveBetween(5, 1440);
        RuleFor(r => r.EscalateAfterMinutes).NotNull().When(r => r.EscalateTo is { Count: > 0 });
        RuleFor(r => r.Medication!).PlainTextOf(1, 80).When(r => r.Medication is not null);
        RuleFor(r => r.Note!).PlainTextOf(1, 1000).When(r => r.Note is not null);
        RuleFor(r => r.Medication).Null().When(r => r.Kind is not ReminderKind.Medication).WithErrorCode("choice")
            .WithMessage("Only a reminder of the kind medication names a medicine.");
        RuleFor(r => r.RegimenId).Null().When(r => r.Kind is not ReminderKind.Medication).WithErrorCode("choice")
            .WithMessage("Only a reminder of the kind medication belongs to a plan.");
    }
}

internal static class WallTimes
{
    /// <summary>To the minute, without an offset, in 1900 to 2200.</summary>
    public static IRuleBuilderOptions<T, DateTime> WallTime<T>(this IRuleBuilderInitial<T, DateTime> rule) => rule
        .Cascade(CascadeMode.Stop)
        .Must(time => time.Kind == DateTimeKind.Unspecified).WithErrorCode("format")
        .WithMessage("Give the time as the wall clock shows it, without an offset: 2026-03-29T08:00.")
        .Must(time => time.Year is >= 1900 and <= 2200).WithErrorCode("range")
        .WithMessage("Use a year from 1900 to 2200.")
        .Must(time => time.Ticks % TimeSpan.TicksPerMinute == 0).WithErrorCode("format")
        .WithMessage("Give the time to the minute.");
}

internal static class ReminderPlans
{
    /// <summary>Null when <paramref name="plan"/> was made; otherwise why it cannot be.</summary>
    public static WriteResult? Read(ReminderRequest request, HouseholdCaller caller, out ReminderPlan plan)
    {
        plan = null!;
        var zone = request.TimeZone is { } name ? TimeZoneInfo.FindSystemTimeZoneById(name) : caller.TimeZone;
        if (ScheduleCheck.TryMake(request.StartsAt, request.Rule, zone, out var times) is { } fault)
            return WriteResult.Failed.Field("/rule", fault.Code, fault.Detail);
        plan = new ReminderPlan(
            PlainText.Clean(request.Title), request.Kind, times, zone, [.. (request.PetIds ?? []).Distinct()])
        {
            Regimen = request.RegimenId,
            Medication = request.Medication is { } medicine ? PlainText.Clean(medicine) : null,
            AssignedTo = request.AssignedTo,
            EscalateAfterMinutes = request.EscalateAfterMinutes,
            EscalateTo = [.. (request.EscalateTo ?? []).Distinct()],
            Note = request.Note is { } note ? PlainText.Clean(note) : null,
        };
        return null;
    }
}
