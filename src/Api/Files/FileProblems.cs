namespace PawPal.Api;

internal static partial class Problems
{
    public static readonly Problem FileKindWrong = new(
        "file-kind-wrong", 415, "The file is of another kind", "Send a PDF, JPEG or PNG; what counts is its content.");

    public static readonly Problem PictureUnreadable = new(
        "picture-unreadable", 422, "The picture cannot be read", "Save it again as JPEG or PNG and send that.");

    public static readonly Problem PictureTooLarge = new(
        "picture-too-large", 422, "The picture has too many pixels", "Make it smaller: at most 64 million pixels.");

    public static readonly Problem FileUnknown = new(
        "file-unknown", 404, "No such file", "Choose one that the list names.");
}
