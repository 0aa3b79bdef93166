namespace PawPal.Api;

internal static partial class Problems
{
    public static readonly Problem LiveTooMany = new(
        "live-too-many", 429, "Too many screens follow this household", "Close one, or try again later.");

    public static readonly Problem LivePlaceUnknown = new(
        "live-place-unknown", 400, "The place to go on from is not known", "Send the id of an event as Last-Event-ID.");
}
