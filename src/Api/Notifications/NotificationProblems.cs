namespace PawPal.Api;

internal static partial class Problems
{
    public static readonly Problem NoticeUnknown = new(
        "notice-unknown", 404, "No such notice", "Choose one of your own notices.");
}
