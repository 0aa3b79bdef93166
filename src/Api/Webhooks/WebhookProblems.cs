namespace PawPal.Api;

internal static partial class Problems
{
    public static readonly Problem WebhookUnknown = new(
        "webhook-unknown", 404, "No such webhook in this household", "Choose one of the household's webhooks.");

    public static readonly Problem WebhooksTooMany = new(
        "webhooks-too-many", 409, "There are too many webhooks", "Delete one; a household holds at most 20.");
}
