namespace PawPal.Api;

internal static partial class Problems
{
    public static readonly Problem HandoverNoteUnknown = new(
        "handover-note-unknown", 404, "No such handover note in this household",
            "Choose one of the household's notes.");

    public static readonly Problem HandoverNotesTooMany = new(
        "handover-notes-too-many", 409, "There are too many handover notes",
            "Delete one; a household keeps at most 100.");

    public static readonly Problem HandoverLinkUnknown = new(
        "handover-link-unknown", 404, "No such handover link",
            "The link is unknown, was closed or has ended: ask for a new one.");

    public static readonly Problem HandoverLinksTooMany = new(
        "handover-links-too-many", 409, "There are too many handover links", "Close one; a household has at most 20.");

    public static readonly Problem HandoverLinkReadOnly = new(
        "handover-link-read-only", 403, "This link is for reading", "Ask for a link that may log care.");
}
