namespace PawPal.Api;

internal static partial class Problems
{
    public static readonly Problem DocumentUnknown = new(
        "document-unknown", 404, "No such document in this household", "Choose one of the household's documents.");

    public static readonly Problem DocumentsTooMany = new(
        "documents-too-many", 409, "There are too many documents", "Delete some; a household holds at most 2,000.");
}
