using FastEndpoints;
using FluentValidation;
using PawPal.Api.Commands;
using PawPal.Api.Households;
using PawPal.Api.Text;
using PawPal.Contracts.Appointments;

namespace PawPal.Api.Appointments;

internal sealed class AppointmentValidator : Validator<AppointmentRequest>
{
    private const int MostPets = 20;
    private const int MostReminders = 5;
    private const int FourWeeks = 40_320;

    public AppointmentValidator()
    {
        RuleFor(r => r.Kind).Cascade(CascadeMode.Stop).NotEmpty()
            .Must(kind => AppointmentKind.All.Contains(kind, StringComparer.Ordinal)).WithErrorCode("choice")
            .WithMessage($"Choose one of: {string.Join(", ", AppointmentKind.All)}.");
        RuleFor(r => r.StartsAt).Must(IsWallTime).WithErrorCode("range").WithMessage(
            "Give the wall time to the minute, without an offset, in the years 2000 to 2200: 2026-03-29T08:00.");
        RuleFor(r => r.EndsAt).Must((request, end) => end is null
                || (IsWallTime(end.Value) && end > request.StartsAt && end <= request.StartsAt.AddDays(366)))
            .WithErrorCode("range").WithMessage("It ends after it starts, within 366 days.")
            .When(r => IsWallTime(r.StartsAt));
        RuleFor(r => r.TimeZone).Must(zone => zone is null || TimeZones.IsIana(zone)).WithErrorCode("time-zone")
            .WithMessage("Use an IANA name, such as Europe/London.");
        RuleFor(r => r.Purpose!).PlainTextOf(1, 200).When(r => r.Purpose is not null);
        RuleFor(r => r.Clinic!).PlainTextOf(1, 120).When(r => r.Clinic is not null);
        RuleFor(r => r.Note!).PlainTextOf(1, 1000).When(r => r.Note is not null);
        RuleFor(r => r.PetIds).Must(pets => pets is null || pets.Count <= MostPets).WithErrorCode("range")
            .WithMessage("Name at most 20 pets.");
        RuleFor(r => r.RemindMinutesBefore).Must(minutes => minutes is null
                || (minutes.Count <= MostReminders && minutes.All(one => one is >= 1 and <= FourWeeks)))
            .WithErrorCode("range").WithMessage("At most five, each 1 to 40,320 minutes before.");
    }

    private static bool IsWallTime(DateTime time) =>
        time.Kind == DateTimeKind.Unspecified && time.Year is >= 2000 and <= 2200
        && time.Ticks % TimeSpan.TicksPerMinute == 0;
}

/// <summary>What an appointment is to be.</summary>
internal sealed record AppointmentPlan(
    string Kind, DateTime Start, DateTime End, TimeZoneInfo Zone, IReadOnlyList<Guid> Pets)
{
    public static readonly IReadOnlyList<int> UsualReminders = [1440, 120];

    private static readonly TimeSpan UsualLength = TimeSpan.FromMinutes(30);

    public string? Purpose { get; init; }

    public string? Clinic { get; init; }

    public Guid? Contact { get; init; }

    public string? Note { get; init; }

    public string? Uid { get; init; }

    public IReadOnlyList<int> RemindMinutes { get; init; } = UsualReminders;

    public DateTimeOffset StartsAt => Zone.ToMoment(Start);

    // Where the clocks go back within it, an end on the wall may lie before the start.
    public DateTimeOffset EndsAt => Zone.ToMoment(End) is var end && end > StartsAt ? end : StartsAt + (End - Start);

    public static AppointmentPlan Of(AppointmentRequest request, HouseholdCaller caller) => new(
        request.Kind,
        request.StartsAt,
        request.EndsAt ?? request.StartsAt + UsualLength,
        request.TimeZone is { } zone ? TimeZoneInfo.FindSystemTimeZoneById(zone) : caller.TimeZone,
        [.. (request.PetIds ?? []).Distinct()])
    {
        Purpose = Clean(request.Purpose),
        Clinic = Clean(request.Clinic),
        Contact = request.ContactId,
        Note = Clean(request.Note),
        RemindMinutes = [.. (request.RemindMinutesBefore ?? UsualReminders).Distinct().OrderDescending()],
    };

    /// <summary>When it is told of next after <paramref name="moment"/>; null when never.</summary>
    public static DateTimeOffset? NextDue(
        DateTimeOffset startsAt, IEnumerable<int> minutes, DateTimeOffset moment) => minutes
        .Select(before => (DateTimeOffset?)startsAt.AddMinutes(-before))
        .Where(due => due > moment)
        .Min();

    private static string? Clean(string? text) => text is null ? null : PlainText.Clean(text);
}
