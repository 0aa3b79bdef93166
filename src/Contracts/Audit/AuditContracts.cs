using System.Text.Json.Nodes;

namespace PawPal.Contracts.Audit;

/// <summary>Who changed what (<c>GET /api/v1/audit</c>).</summary>
/// <param name="Seq">Counts the household's changes, without gaps.</param>
/// <param name="By">Account; null for the system itself.</param>
/// <param name="Hash">SHA-256 over the entry and the one before it, in hexadecimal.</param>
public sealed record AuditEntry(
    long Seq,
    DateTimeOffset At,
    Guid? By,
    string Action,
    Guid Subject,
    Guid? PetId,
    JsonNode? Details,
    string Hash);

/// <summary>A page of the trail, newest first.</summary>
/// <param name="Next">Value for <c>before</c> of the following page; null on the last one.</param>
public sealed record AuditPage(IReadOnlyList<AuditEntry> Entries, long? Next);

/// <summary>Whether the trail is whole.</summary>
/// <param name="BrokenAt">The first number at which it is not; null when it is.</param>
public sealed record AuditVerdict(bool IsWhole, long Entries, long? BrokenAt);
