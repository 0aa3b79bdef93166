using PawPal.Api.Commands;
using PawPal.Api.Households;
using PawPal.Contracts.Care;

namespace PawPal.Api.Care;

/// <summary>What an event holds, in words.</summary>
internal static class CareWords
{
    private static readonly Sentences Replies = new("PawPal.Api.Care.Replies");

    /// <summary>"half a tin of salmon", "2 carrots", "salmon"; null when nothing was said.</summary>
    public static string? Food(decimal? amount, string? unit, string? food) => (amount, unit, food) switch
    {
        ({ } number, { } measure, { } of) => Replies["AmountOf", Spoken.Measure(number, measure), of],
        ({ } number, { } measure, null) => Spoken.Measure(number, measure),
        ({ } number, null, { } of) => Replies["CountOf", Spoken.Number(number), of],
        (null, _, { } of) => of,
        _ => null,
    };

    /// <summary>"half a tablet of apoquel"; "2 tablets" when the medicine is called a tablet.</summary>
    public static string Medicine(string medication, string? dose)
    {
        if (dose is null)
            return medication;
        return dose.EndsWith(medication, StringComparison.OrdinalIgnoreCase)
            ? Spoken.Dose(dose)
            : Replies["AmountOf", Spoken.Dose(dose), medication];
    }

    /// <summary>"30 minutes and 2.5 kilometres"; null when nothing was said.</summary>
    public static string? Walk(decimal? minutes, decimal? kilometres, Units units = default)
    {
        var parts = new List<string>(2);
        if (minutes is { } lasted)
            parts.Add(Spoken.Duration(lasted));
        if (kilometres is { } far)
            parts.Add(Spoken.Distance(far, units));
        return parts.Count == 0 ? null : Spoken.All(parts);
    }

    /// <summary>The values of an event, null when it has none beyond its kind.</summary>
    public static string? Details(CareEventResponse e, Units units = default) => e.Kind switch
    {
        CareKind.Feeding => Food(e.Amount, e.Unit, e.Food),
        CareKind.Walk => Walk(e.DurationMinutes, e.DistanceKm, units),
        CareKind.Medication => Medicine(e.Medication ?? Replies["SomeMedicine"], e.Dose),
        CareKind.Weight => Spoken.Weight(e.WeightKg ?? 0, units),
        CareKind.Water => Food(e.Amount, e.Unit, food: null),
        CareKind.Note => e.Note,
        _ when e.What is not null => e.What,
        _ => null,
    };
}
