using System.Globalization;
using PawPal.Contracts.Care;

namespace PawPal.Web.Today;

/// <summary>Care in the words of the page.</summary>
internal static class CareWords
{
    /// <summary>"Meal", "Walk", "Medicine" and so on; an unknown kind speaks for itself.</summary>
    public static string Kind(string kind) => kind switch
    {
        "feeding" => "Meal",
        "walk" => "Walk",
        "medication" => "Medicine",
        "weight" => "Weight",
        "water" => "Water",
        "potty" => "Potty",
        "grooming" => "Grooming",
        "symptom" => "Sign of illness",
        "play" => "Play",
        "training" => "Training",
        "note" => "Note",
        _ => kind,
    };

    /// <summary>The particulars of an event: "1½ cups kibble", "20 min · 1.5 km"; empty if there are none.</summary>
    public static string Particulars(CareEventResponse care) => care.Kind switch
    {
        "feeding" => Join(" ", Measure(care.Amount, care.Unit), care.Food),
        "walk" => Join(
            " · ",
            care.DurationMinutes is { } minutes ? $"{Number(minutes)} min" : null,
            care.DistanceKm is { } km ? $"{Number(km)} km" : null),
        "medication" => Join(" ", care.Dose, care.Medication),
        "weight" => care.WeightKg is { } kg ? Weight(kg) : "",
        "water" => Measure(care.Amount, care.Unit) ?? "",
        "note" => care.Note ?? "",
        _ => Join(
            " · ", care.What, care.DurationMinutes is { } lasted ? $"{Number(lasted)} min" : null),
    };

    public static string Weight(decimal kilograms) => $"{Number(kilograms)} kg";

    /// <summary>What a pet of this kind usually has had by the end of a day, and what is still open today.</summary>
    public static IEnumerable<string> StillOpen(PetDay day)
    {
        string[] usual = day.Pet.Species is "dog" ? ["feeding", "walk"] : ["feeding"];
        return usual.Where(kind => day.Events.All(care => !string.Equals(care.Kind, kind, StringComparison.Ordinal)));
    }

    private static string? Measure(decimal? amount, string? unit) => (amount, unit) switch
    {
        (null, null) => null,
        (null, _) => unit,
        ({ } number, null) => Number(number),
        ({ } number, "g" or "kg" or "ml" or "oz") => $"{Number(number)} {unit}",
        ({ } number, _) when number > 1 => $"{Number(number)} {(unit is "pouch" ? "pouches" : unit + "s")}",
        ({ } number, _) => $"{Number(number)} {unit}",
    };

    private static string Number(decimal number)
    {
        var whole = decimal.Truncate(number);
        var fraction = (number - whole) switch { 0.25m => "¼", 0.5m => "½", 0.75m => "¾", _ => null };
        return fraction is null ? number.ToString("0.##", CultureInfo.InvariantCulture)
            : whole == 0 ? fraction
            : whole.ToString("0", CultureInfo.InvariantCulture) + fraction;
    }

    private static string Join(string separator, params string?[] parts) =>
        string.Join(separator, parts.Where(part => !string.IsNullOrEmpty(part)));
}
