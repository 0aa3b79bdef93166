namespace PawPal.Api;

internal static partial class Problems
{
    public static readonly Problem PushSubscriptionUnknown = new(
        "push-subscription-unknown", 404, "No such browser", "Choose one of your own browsers.");

    public static readonly Problem PushSubscriptionsTooMany = new(
        "push-subscriptions-too-many", 409, "There are too many browsers", "Delete one; a person has at most 10.");
}
