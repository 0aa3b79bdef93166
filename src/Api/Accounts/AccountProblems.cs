namespace PawPal.Api;

internal static partial class Problems
{
    public static readonly Problem TokenNotEnough = new(
        "token-not-enough", 403, "A personal token may not do this", "Log in: this is about the person themselves.");

    public static readonly Problem PasswordWrong = new(
        "password-wrong", 403, "The password is wrong", "Give the password you log in with.");

    public static readonly Problem TokenUnknown = new(
        "token-unknown", 404, "No such token", "Choose one of your tokens.");

    public static readonly Problem TokensTooMany = new(
        "tokens-too-many", 409, "There are too many tokens", "Revoke one; a person holds at most 50.");

    public static readonly Problem HouseholdLeftAlone = new(
        "household-left-alone", 409, "A household would be left without an owner",
        "Hand the household over to another member first, or delete it.");
}
