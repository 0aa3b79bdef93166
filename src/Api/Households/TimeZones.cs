namespace PawPal.Api.Households;

internal static class TimeZones
{
    private const int Longest = 64;

    /// <summary>True for an IANA name that this server's time zone data knows; names of Windows are refused.</summary>
    public static bool IsIana(string? name) =>
        name is not null
        && IsWellFormed(name)
        && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
        && zone.HasIanaId
        && string.Equals(zone.Id, name, StringComparison.Ordinal);

    /// <summary>True for what could be a name, known or not.</summary>
    public static bool IsWellFormed(string name) =>
        name is { Length: > 0 and <= Longest }
        && char.IsAsciiLetter(name[0])
        && name.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '/' or '_' or '-' or '+');
}
