using PawPal.Api.Commands;

namespace PawPal.Api.Medications;

/// <summary>A dose that was given, or is about to be.</summary>
/// <param name="By">Display name; null for the speaker.</param>
internal sealed record GivenDose(
    Guid PetId, string Medicine, Guid? Regimen, DateTimeOffset At, TimePrecision Precision, string? By);

/// <summary>What a plan allows.</summary>
/// <param name="LeastGap">Two doses may not be nearer; null for what is given once.</param>
/// <param name="MostPerDay">Doses on one day of the household; null without a limit.</param>
/// <param name="IsRolling">The day is any 24 hours, as for what is given as needed.</param>
internal sealed record DoseLimits(
    Guid Regimen, Guid PetId, string Medicine, TimeSpan? LeastGap, int? MostPerDay, bool IsRolling);

/// <summary>Why a dose should not be given, or noted, without a second look.</summary>
/// <param name="Code">Stable, for programs: <c>too-early</c>, <c>day-limit</c>, <c>insulin</c>, <c>interaction</c>,
/// <c>species</c>.</param>
/// <param name="Other">The dose it is in conflict with.</param>
internal sealed record DoseDoubt(string Code, string Key, GivenDose? Other = null)
{
    public DateTimeOffset? NextFrom { get; init; }

    public int Count { get; init; }

    public int Most { get; init; }
}

/// <summary>
/// The rules of the guard, without a database. General: never two doses at once; insulin: when it is unclear whether
/// somebody gave it, none before a vet was asked (facts of section 7).
/// </summary>
internal static class DoseRules
{
    /// <summary>A medicine without a plan: the same again within this time is asked about.</summary>
    public static readonly TimeSpan Unplanned = TimeSpan.FromHours(4);

    /// <summary>Insulin is given every 12 hours; without a plan, nine hours are the least.</summary>
    public static readonly TimeSpan Insulin = TimeSpan.FromHours(9);

    /// <param name="given">Doses of the same pet that stand.</param>
    public static IEnumerable<DoseDoubt> Judge(
        GivenDose dose, DoseLimits? limits, IReadOnlyList<GivenDose> given, string species, TimeZoneInfo zone)
    {
        var same = given.Where(other => other.PetId == dose.PetId && IsSame(dose, limits, other)).ToList();
        if (TooNear(dose, limits, same) is { } near)
            yield return near;
        else if (OverTheDay(dose, limits, same, zone) is { } over)
            yield return over;
        if (Interactions.ForSpecies(dose.Medicine, species) is { } danger)
            yield return new DoseDoubt("species", danger);
        var against = given.Where(other => other.PetId == dose.PetId).OrderByDescending(other => other.At)
            .FirstOrDefault(other => Interactions.Between(
                dose.Medicine, other.Medicine, (dose.At - other.At).Duration()));
        if (against is not null)
            yield return new DoseDoubt("interaction", "Interaction", against);
    }

    private static bool IsSame(GivenDose dose, DoseLimits? limits, GivenDose other) =>
        (limits is not null && other.Regimen == limits.Regimen) || Medicine.IsSame(dose.Medicine, other.Medicine);

    private static DoseDoubt? TooNear(GivenDose dose, DoseLimits? limits, List<GivenDose> same)
    {
        var isInsulin = Medicine.IsInsulin(dose.Medicine);
        if (limits is { LeastGap: null, MostPerDay: null })
            return null;
        var gap = limits?.LeastGap ?? (isInsulin ? Insulin : Unplanned);
        var nearest = same.OrderBy(other => Apart(dose, other)).FirstOrDefault();
        if (nearest is null || Apart(dose, nearest) >= gap)
            return null;
        return new DoseDoubt(isInsulin ? "insulin" : "too-early", isInsulin ? "Insulin" : "TooEarly", nearest)
        {
            NextFrom = nearest.At <= dose.At ? nearest.At + gap : null,
        };
    }

    // "This morning" may have been as late as noon: what is not known is taken against the dose.
    private static TimeSpan Apart(GivenDose dose, GivenDose other)
    {
        var blur = Blur(dose.Precision) + Blur(other.Precision);
        var apart = (dose.At - other.At).Duration();
        return apart > blur ? apart - blur : TimeSpan.Zero;
    }

    private static TimeSpan Blur(TimePrecision precision) => precision switch
    {
        TimePrecision.PartOfDay => TimeSpan.FromHours(2),
        TimePrecision.Day => TimeSpan.FromHours(8),
        _ => TimeSpan.Zero,
    };

    private static DoseDoubt? OverTheDay(
        GivenDose dose, DoseLimits? limits, List<GivenDose> same, TimeZoneInfo zone)
    {
        if (limits?.MostPerDay is not { } most)
            return null;
        var day = zone.ToWallTime(dose.At).Date;
        var within = limits.IsRolling
            ? Fullest(dose, same)
            : same.Where(other => zone.ToWallTime(other.At).Date == day).ToList();
        return within.Count < most ? null : new DoseDoubt("day-limit", "DayLimit", within.MaxBy(other => other.At))
        {
            Count = within.Count,
            Most = most,
        };
    }

    // Of all 24 hours that the dose would be part of, those with most doses.
    private static List<GivenDose> Fullest(GivenDose dose, List<GivenDose> same)
    {
        var day = TimeSpan.FromHours(24);
        return same.Select(other => other.At).Append(dose.At)
            .Where(start => start <= dose.At && dose.At - start < day)
            .Select(start => same.Where(other => other.At >= start && other.At - start < day).ToList())
            .MaxBy(doses => doses.Count) ?? [];
    }
}
