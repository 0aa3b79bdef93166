namespace PawPal.Api;

internal static partial class Problems
{
    public static readonly Problem RegimenUnknown = new(
        "regimen-unknown", 404, "No such medicine plan in this household", "Choose one of the household's plans.");

    public static readonly Problem RegimensTooMany = new(
        "regimens-too-many", 409, "There are too many medicine plans",
            "End one; a household keeps at most 200 that are not ended.");

    public static readonly Problem RegimenNotActive = new(
        "regimen-not-active", 409, "This medicine plan is not active", "Make the plan active first.");

    public static readonly Problem DoseDoubtful = new(
        "dose-doubtful", 409, "This dose needs a second look",
        "Nothing was noted. If it was given all the same, send it again with confirmed.");

    public static readonly Problem MedicineDoubtful = new(
        "medicine-doubtful", 409, "This medicine needs a second look",
        "Nothing was kept. If your vet wants it so, send it again with confirmed.");
}
