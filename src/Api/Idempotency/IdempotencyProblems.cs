namespace PawPal.Api;

internal static partial class Problems
{
    public static readonly Problem IdempotencyKeyInvalid = new(
        "idempotency-key-invalid", 400, "The Idempotency-Key cannot be used",
        "Send one key of 1 to 200 visible ASCII characters, or none.");

    public static readonly Problem IdempotencyKeyReused = new(
        "idempotency-key-reused", 422, "The Idempotency-Key belongs to another request",
        "Use a new key for each new request; repeat a key only with the same body.");

    public static readonly Problem VersionMissing = new(
        "version-missing", 428, "The version to change is not named",
        "Read it first and send its ETag in the header If-Match.");

    public static readonly Problem VersionStale = new(
        "version-stale", 412, "It was changed meanwhile", "Read it again, and change what is there now.");
}
