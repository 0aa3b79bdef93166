namespace PawPal.Api;

internal static partial class Problems
{
    public static readonly Problem ImportUnreadable = new(
        "import-unreadable", 422, "This is no household that can be imported",
        "Send the zip file that the export gave, unchanged.");

    public static readonly Problem ImportTooLarge = new(
        "import-too-large", 413, "This import is too large", "An import has at most 25 MB, unpacked at most 250 MB.");

    public static readonly Problem ImportRowsWrong = new(
        "import-rows-wrong", 422, "Some rows cannot be imported",
            "Nothing was imported. Mend the rows that are named.");
}
