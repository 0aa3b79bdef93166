namespace PawPal.Api.Commands;

/// <summary>How exactly somebody said when; kept with an event so that it is told again no more exactly.</summary>
internal enum TimePrecision
{
    Exact,
    Approximate,
    PartOfDay,
    Day,
}
