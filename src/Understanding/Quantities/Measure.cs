namespace PawPal.Understanding;

internal enum MeasureKind
{
    /// <summary>A number alone.</summary>
    Number,
    Mass,
    Food,
    Dose,
    Duration,
    Distance,
}

/// <summary>A number and its unit. Minutes for a duration, kilometres for a distance.</summary>
/// <param name="Unit">Canonical; null where the kind says it.</param>
/// <param name="DoseUnit">The unit as a dose, where it can be one too.</param>
/// <param name="Spoken">False for "a tablet": the article is no count there.</param>
internal sealed record Measure(
    MeasureKind Kind, decimal Value, string? Unit = null, string? DoseUnit = null, bool Spoken = true)
{
    private const decimal Pound = 0.45359237m;

    public bool IsMass => Kilograms is not null;

    public decimal? Kilograms => Unit switch
    {
        "kg" => Value,
        "g" => Value / 1000,
        "lb" => Value * Pound,
        "oz" => Value * Pound / 16,
        "stone" => Value * Pound * 14,
        _ => null,
    };
}
