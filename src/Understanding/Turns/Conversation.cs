namespace PawPal.Understanding;

/// <summary>The turn before, for sentences that lean on it: answers, corrections, "the same for Max".</summary>
/// <param name="Frames">What was understood then.</param>
/// <param name="Question">What was asked back, if anything.</param>
public sealed record Conversation(IReadOnlyList<Frame> Frames, Question? Question = null);
