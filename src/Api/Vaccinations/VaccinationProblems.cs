namespace PawPal.Api;

internal static partial class Problems
{
    public static readonly Problem VaccinationUnknown = new(
        "vaccination-unknown", 404, "No such vaccination in this household",
            "Choose one of the household's vaccinations.");

    public static readonly Problem VaccinationsTooMany = new(
        "vaccinations-too-many", 409, "There are too many vaccinations", "Delete one; a pet keeps at most 300.");
}
