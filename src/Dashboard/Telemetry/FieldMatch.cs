using System.Globalization;

namespace PawPal.Dashboard.Telemetry;

/// <summary>Compares one field of an entry or a span with what a filter asks.</summary>
internal static class FieldMatch
{
    public static bool Holds(FieldFilter filter, string? actual) => filter.Operator switch
    {
        FilterOperator.Equals => Same(actual, filter.Value),
        FilterOperator.NotEquals => !Same(actual, filter.Value),
        FilterOperator.Contains => Has(actual, filter.Value),
        FilterOperator.NotContains => !Has(actual, filter.Value),
        FilterOperator.GreaterThan => actual is not null && Order(actual, filter.Value) > 0,
        FilterOperator.GreaterThanOrEqual => actual is not null && Order(actual, filter.Value) >= 0,
        FilterOperator.LessThan => actual is not null && Order(actual, filter.Value) < 0,
        FilterOperator.LessThanOrEqual => actual is not null && Order(actual, filter.Value) <= 0,
        _ => throw new ArgumentOutOfRangeException(nameof(filter), filter.Operator, "No such operator"),
    };

    public static bool Has(string? text, string part) =>
        text is not null && text.Contains(part, StringComparison.OrdinalIgnoreCase);

    private static bool Same(string? left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static int Order(string left, string right) => Number(left) is { } a && Number(right) is { } b
        ? a.CompareTo(b)
        : string.Compare(left, right, StringComparison.OrdinalIgnoreCase);

    private static double? Number(string text) =>
        double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;
}
