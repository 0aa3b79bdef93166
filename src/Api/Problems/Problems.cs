using System.Collections.Frozen;
using System.Reflection;

namespace PawPal.Api;

/// <summary>Every kind of problem the API answers with; docs/problems.md explains each.</summary>
internal static partial class Problems
{
    public static readonly Problem InvalidRequest = new(
        "invalid-request", 400, "The request is not valid", "Correct the fields named in errors and send it again.");

    public static readonly Problem BadRequest = new(
        "bad-request", 400, "The request cannot be read", "It is not well-formed; correct it and send it again.");

    public static readonly Problem NotSignedIn = new(
        "not-signed-in", 401, "Not signed in", "Sign in, or renew the session, and try again.");

    public static readonly Problem LogInFailed = new(
        "log-in-failed", 401, "Address or password is wrong", "Check both and try again.");

    public static readonly Problem SessionEnded = new(
        "session-ended", 401, "The session has ended", "Log in again.");

    public static readonly Problem RoleTooLow = new(
        "role-too-low", 403, "Your role does not allow this", "Ask an owner of the household for another role.");

    public static readonly Problem ClientHeaderMissing = new(
        "client-header-missing", 403, "The request may come from another site",
        "A change made with a browser's session needs the header PawPal-Client: browser.");

    public static readonly Problem AddressUnknown = new(
        "address-unknown", 404, "Nothing is at this address", "Check the address; the API is described at /docs.");

    public static readonly Problem HouseholdUnknown = new(
        "household-unknown", 404, "No such household", "You belong to no household with this id.");

    public static readonly Problem PetUnknown = new(
        "pet-unknown", 404, "No such pet in this household", "Choose one of the household's pets.");

    public static readonly Problem MethodNotAllowed = new(
        "method-not-allowed", 405, "The address does not know this method", "The header Allow names those it knows.");

    public static readonly Problem RequestTimeout = new(
        "request-timeout", 408, "The request took too long to arrive", "Send it again.");

    public static readonly Problem EmailTaken = new(
        "email-taken", 409, "The address is in use", "Log in, or register with another address.");

    public static readonly Problem PetNameTaken = new(
        "pet-name-taken", 409, "The household has a pet of this name", "Give the pet another name.");

    public static readonly Problem PetsTooMany = new(
        "pets-too-many", 409, "The household has too many pets", "A household holds at most 100 pets.");

    public static readonly Problem BodyTooLarge = new(
        "body-too-large", 413, "The body is too large", "Send less.");

    public static readonly Problem MediaTypeUnsupported = new(
        "media-type-unsupported", 415, "The address does not take this kind of body",
        "Send JSON with Content-Type: application/json.");

    public static readonly Problem TooManyRequests = new(
        "too-many-requests", 429, "Too many requests", "Wait for the time that Retry-After names.");

    public static readonly Problem Unexpected = new(
        "unexpected", 500, "Something went wrong on our side",
        "Try again; the trace id helps whoever runs this server.");

    public static readonly Problem DatabaseUnavailable = new(
        "database-unavailable", 503, "The database does not answer",
        "Nothing was changed that this answer does not tell. Try again in a few seconds.");

    public static readonly Problem StorageFull = new(
        "storage-full", 503, "The server has no room left",
        "Nothing was written. Whoever runs this server must make room.");

    // After the entries: static fields are set in the order of the text.
    private static readonly FrozenDictionary<int, Problem> ByStatus = new[]
    {
        BadRequest, NotSignedIn, RoleTooLow, AddressUnknown, MethodNotAllowed, RequestTimeout, BodyTooLarge,
        MediaTypeUnsupported, TooManyRequests, Unexpected, DatabaseUnavailable,
    }.ToFrozenDictionary(problem => problem.Status);

    /// <summary>All entries.</summary>
    public static IEnumerable<Problem> All => typeof(Problems)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(entry => entry.GetValue(null))
        .OfType<Problem>();

    /// <summary>The entry for an answer that the framework made by its status alone.</summary>
    public static Problem OfStatus(int status) =>
        ByStatus.GetValueOrDefault(status) ?? (status >= 500 ? Unexpected : BadRequest with { Status = status });
}
