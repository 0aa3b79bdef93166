using System.Globalization;
using PawPal.Api.Households;

namespace PawPal.Api.Commands;

/// <summary>Names, numbers and measures as people say them.</summary>
internal static class Spoken
{
    // International yard and pound agreement of 1959.
    private const decimal Pound = 0.45359237m;
    private const decimal Mile = 1.609344m;

    private static readonly Sentences Phrases = new("PawPal.Api.Commands.Phrases");

    /// <summary>"Bella, Max and Pip".</summary>
    public static string All(IReadOnlyList<string> names) => Join(names, "And");

    /// <summary>"Bella, Max or Pip".</summary>
    public static string OneOf(IReadOnlyList<string> names) => Join(names, "Or");

    /// <summary>"1.5", "12"; at most three decimals.</summary>
    public static string Number(decimal value) => value.ToString("#,0.###", Sentences.Culture);

    /// <summary>"half a tin", "2 cups", "1.5 tablets".</summary>
    public static string Measure(decimal amount, string unit)
    {
        if (amount == 0.5m && Phrases.Find($"Unit.{unit}.Half") is { } half)
            return half;
        var one = Phrases.Find($"Unit.{unit}.One") ?? unit;
        return amount switch
        {
            0.25m => Phrases["Quarter", Phrases.Find($"Unit.{unit}.An") ?? Phrases["An", one]],
            0.5m => Phrases["Half", one],
            0.75m => Phrases["ThreeQuarters", Phrases.Find($"Unit.{unit}.An") ?? Phrases["An", one]],
            <= 1m => Phrases["Counted", Number(amount), one],
            _ => Phrases["Counted", Number(amount), Phrases.Find($"Unit.{unit}.Many") ?? Phrases["Many", one]],
        };
    }

    /// <summary>A dose ("0.5 tablet") as <see cref="Measure"/>; as it stands when it is no number and unit.</summary>
    public static string Dose(string dose)
    {
        var space = dose.IndexOf(' ', StringComparison.Ordinal);
        return space > 0
            && decimal.TryParse(
                dose.AsSpan(0, space), NumberStyles.Number, CultureInfo.InvariantCulture, out var amount)
                ? Measure(amount, dose[(space + 1)..].Trim())
                : dose;
    }

    /// <summary>"31.2 kilograms", "900 grams"; "68.8 pounds", "12 ounces" for who wants pounds.</summary>
    public static string Weight(decimal kilograms, Units units = default) => units.InPounds ? Pounds(kilograms / Pound)
        : kilograms < 1 ? Measure(decimal.Round(kilograms * 1000, 1), "g") : Measure(kilograms, "kg");

    /// <summary>"5 kilometres", "800 metres"; "3.1 miles" for who wants miles.</summary>
    public static string Distance(decimal kilometres, Units units = default) => units.InMiles
        ? Measure(decimal.Round(kilometres / Mile, 2), "mile")
        : kilometres < 1 ? Measure(decimal.Round(kilometres * 1000), "m") : Measure(kilometres, "km");

    /// <summary>"45 minutes", "1 hour", "1 hour 30 minutes".</summary>
    public static string Duration(decimal minutes)
    {
        if (minutes < 60)
            return Measure(decimal.Round(minutes, 1), "minute");
        var whole = decimal.ToInt32(decimal.Round(minutes));
        var hours = Measure(whole / 60, "hour");
        return whole % 60 == 0 ? hours : Phrases["HoursAndMinutes", hours, Measure(whole % 60, "minute")];
    }

    private static string Pounds(decimal pounds) => pounds < 1
        ? Measure(decimal.Round(pounds * 16, 1), "oz") : Measure(decimal.Round(pounds, 1), "lb");

    private static string Join(IReadOnlyList<string> names, string last) => names.Count switch
    {
        0 => "",
        1 => names[0],
        _ => Phrases[last, string.Join(Phrases["Comma"], names.SkipLast(1)), names[^1]],
    };
}
