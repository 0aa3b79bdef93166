namespace PawPal.Contracts.Live;

/// <summary>
/// The data of one server-sent event of <c>GET /api/v1/live</c>. Its <c>id</c> is <paramref name="Seq"/>; sent back as
/// <c>Last-Event-ID</c> the stream goes on behind it.
/// </summary>
/// <param name="Seq">Counts the household's changes, without gaps.</param>
/// <param name="Action"><c>feature.verb</c> in the past: <c>care.logged</c>, <c>reminder.done</c>.</param>
/// <param name="Subject">Id of what changed.</param>
/// <param name="At">UTC.</param>
/// <param name="By">Account that did it; null for the system itself.</param>
public sealed record LiveChange(
    long Seq, string Action, Guid Subject, Guid? PetId, DateTimeOffset At, Guid? By);
