namespace PawPal.Api;

internal static partial class Problems
{
    public static readonly Problem UndoUnknown = new(
        "undo-unknown", 404, "Nothing to take back", "There is no command of this household with this undo token.");

    public static readonly Problem UndoneAlready = new(
        "undone-already", 409, "Taken back already", "This command was taken back before; nothing was changed.");

    public static readonly Problem EventUnknown = new(
        "event-unknown", 404, "No such event in this household", "Choose one of the household's events.");
}
