namespace PawPal.Understanding;

/// <summary>How often something comes back, as said; times and ends are added by
/// <see cref="RecurrenceWriter"/>.</summary>
/// <param name="Frequency">DAILY, WEEKLY and so on, as RFC 5545 names them.</param>
/// <param name="ByDay">Weekdays as RFC 5545 writes them: <c>MO</c>, <c>1MO</c>, <c>-1FR</c>.</param>
/// <param name="Times">Occurrences within each day or period; 1 unless said.</param>
internal sealed record Recurrence(
    string Frequency,
    int Interval = 1,
    IReadOnlyList<string>? ByDay = null,
    int? MonthDay = null,
    int? Month = null,
    DayPart? Part = null,
    int Times = 1);
