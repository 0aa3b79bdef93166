namespace PawPal.Api;

internal static partial class Problems
{
    public static readonly Problem MemberUnknown = new(
        "member-unknown", 404, "No such member of this household", "Choose one of the household's members.");

    public static readonly Problem LastOwner = new(
        "last-owner", 409, "The household needs an owner", "Hand it over to another member first.");

    public static readonly Problem MemberAlready = new(
        "member-already", 409, "You belong to this household already", "There is nothing to accept.");

    public static readonly Problem InvitationUnknown = new(
        "invitation-unknown", 404, "No such invitation",
        "Ask for a new one: it is unknown, ended, used up or revoked.");

    public static readonly Problem InvitationsTooMany = new(
        "invitations-too-many", 409, "There are too many invitations", "Revoke some; at most 50 are open at a time.");

    public static readonly Problem HouseholdsTooMany = new(
        "households-too-many", 409, "You belong to too many households", "Leave one; a person belongs to at most 50.");
}
