using FluentValidation;

namespace PawPal.Api.Care;

internal static class CareMomentRules
{
    // Phones drift. Five minutes of future keep an honest clock from losing an act.
    private static readonly TimeSpan ToleratedFuture = TimeSpan.FromMinutes(5);
    private static readonly DateTimeOffset Earliest = new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>When something happened: not before 1990, hardly after now.</summary>
    public static IRuleBuilderOptions<T, DateTimeOffset?> CareMoment<T>(
        this IRuleBuilderInitial<T, DateTimeOffset?> rule, TimeProvider clock) => rule
        .Must(at => at is null || (at >= Earliest && at <= clock.GetUtcNow() + ToleratedFuture))
        .WithErrorCode("range").WithMessage("It cannot lie ahead, nor before 1990.");

    public static IRuleBuilderOptions<T, string?> CarePrecision<T>(this IRuleBuilderInitial<T, string?> rule) => rule
        .Must(precision => precision is null or "exact" or "approximate" or "part" or "day")
        .WithErrorCode("choice").WithMessage("Choose one of: exact, approximate, part, day.");
}
