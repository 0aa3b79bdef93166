using System.Globalization;

namespace PawPal.Api.Care;

/// <summary>The number in front of a dose's unit.</summary>
internal static class DoseAmount
{
    private const decimal Most = 100_000;

    /// <summary>True unless the dose begins with a number that no dose can have.</summary>
    public static bool IsPlausible(string dose)
    {
        var number = dose.AsSpan(
            0, dose.IndexOf(' ', StringComparison.Ordinal) is var space and > 0 ? space : dose.Length);
        return !decimal.TryParse(number, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount)
            || amount is > 0 and <= Most;
    }
}
