using PawPal.Api.Data;
using PawPal.Api.Households;

namespace PawPal.Api.Idempotency;

/// <summary>What one write works with: its transaction, who asks, and one moment for all of it.</summary>
/// <param name="Session">Of the caller's household. A use case neither commits nor opens another connection.</param>
/// <param name="Now">UTC, to the microsecond that Postgres keeps.</param>
/// <param name="IfMatch">The version that the caller has seen; null when it did not say.</param>
internal sealed record WriteContext(
    HouseholdSession Session, HouseholdCaller Caller, DateTimeOffset Now, int? IfMatch)
{
    public HouseholdId Household => Session.Household;

    public Guid NewId() => Guid.CreateVersion7(Now);

    /// <inheritdoc cref="HouseholdSession.Record"/>
    public void Record(string action, Guid subject, Guid? pet = null, object? details = null) =>
        Session.Record(action, subject, pet, details);

    /// <summary>Null when the caller has seen <paramref name="current"/>; otherwise why nothing is written.</summary>
    public WriteResult? RequireMatch(int current) => IfMatch switch
    {
        null => new WriteResult.Failed(Problems.VersionMissing),
        { } seen when seen == current => null,
        _ => new WriteResult.Failed(Problems.VersionStale),
    };
}
