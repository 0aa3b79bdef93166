namespace PawPal.Contracts.Demo;

/// <summary>Body of <c>POST /api/v1/demo</c>; it may be left out.</summary>
/// <param name="TimeZone">
/// The browser's IANA time zone, such as <c>Europe/London</c>; at most 64 characters. UTC when it is left out or the
/// server does not know it.
/// </param>
public sealed record DemoRequest(string? TimeZone = null);
