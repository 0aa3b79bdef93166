namespace PawPal.Api;

internal static partial class Problems
{
    public static readonly Problem ContactUnknown = new(
        "contact-unknown", 404, "No such contact in this household", "Choose one of the household's contacts.");

    public static readonly Problem ContactsTooMany = new(
        "contacts-too-many", 409, "There are too many contacts", "Delete one; a household keeps at most 100.");
}
