using PawPal.Api.Commands;
using PawPal.Understanding;

namespace PawPal.Api.Care;

/// <summary>How exactly somebody said when, as a sentence gives it and as it is stored.</summary>
internal static class CarePrecision
{
    public static TimePrecision Of(Precision? said) => said switch
    {
        null or Precision.Exact => TimePrecision.Exact,
        Precision.Approximate => TimePrecision.Approximate,
        Precision.PartOfDay => TimePrecision.PartOfDay,
        Precision.Day => TimePrecision.Day,
        _ => throw new ArgumentOutOfRangeException(nameof(said), said, message: null),
    };

    public static string Name(this TimePrecision precision) => precision switch
    {
        TimePrecision.Exact => "exact",
        TimePrecision.Approximate => "approximate",
        TimePrecision.PartOfDay => "part",
        TimePrecision.Day => "day",
        _ => throw new ArgumentOutOfRangeException(nameof(precision), precision, message: null),
    };

    public static TimePrecision Parse(string name) => name switch
    {
        "exact" => TimePrecision.Exact,
        "approximate" => TimePrecision.Approximate,
        "part" => TimePrecision.PartOfDay,
        "day" => TimePrecision.Day,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, message: null),
    };
}
