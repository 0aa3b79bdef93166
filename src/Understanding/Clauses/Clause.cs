namespace PawPal.Understanding;

/// <summary>One statement or question of an utterance.</summary>
/// <param name="Model">The clause that this one leaves its verb to: "and Bella at half past".</param>
/// <param name="IsJoined">Joined by a bare "and", so a subject or time may be shared.</param>
internal sealed record Clause(List<Chunk> Chunks, Clause? Model, bool IsJoined);
