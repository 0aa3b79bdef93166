using PawPal.Dashboard.Telemetry;

namespace PawPal.Dashboard.Components;

/// <summary>A condition as it stands in an address (<c>http.route:equals:/pets</c>) and as it is read aloud.</summary>
internal static class FieldFilterText
{
    private static readonly (FilterOperator Operator, string Word, string Sign)[] Operators =
    [
        (FilterOperator.Equals, "equals", "="),
        (FilterOperator.NotEquals, "not-equals", "≠"),
        (FilterOperator.Contains, "contains", "contains"),
        (FilterOperator.NotContains, "not-contains", "without"),
        (FilterOperator.GreaterThan, "gt", ">"),
        (FilterOperator.GreaterThanOrEqual, "gte", "≥"),
        (FilterOperator.LessThan, "lt", "<"),
        (FilterOperator.LessThanOrEqual, "lte", "≤"),
    ];

    public static IEnumerable<(FilterOperator Operator, string Sign)> Signs =>
        Operators.Select(row => (row.Operator, row.Sign));

    public static string Sign(FilterOperator wanted) => Operators.First(row => row.Operator == wanted).Sign;

    public static string Write(FieldFilter filter)
    {
        var word = Operators.First(row => row.Operator == filter.Operator).Word;
        return $"{Uri.EscapeDataString(filter.Field)}:{word}:{Uri.EscapeDataString(filter.Value)}";
    }

    /// <summary>Reads what <see cref="Write"/> wrote; what is no condition is left out.</summary>
    public static IReadOnlyList<FieldFilter> ReadAll(string[]? texts) =>
        [.. (texts ?? []).Select(Read).OfType<FieldFilter>()];

    private static FieldFilter? Read(string text)
    {
        var parts = text.Split(':', 3);
        if (parts.Length < 3 || parts[0].Length == 0)
            return null;
        var known = Array.Find(Operators, row => row.Word == parts[1]);
        return known.Word is null
            ? null
            : new FieldFilter(Uri.UnescapeDataString(parts[0]), known.Operator, Uri.UnescapeDataString(parts[2]));
    }
}
