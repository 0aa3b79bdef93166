using PawPal.Contracts.Care;

namespace PawPal.Api.Commands;

/// <summary>What a feature made of one frame, or of a whole command.</summary>
/// <param name="Reply">One breath that can be read aloud.</param>
internal abstract record CommandOutcome(string Reply)
{
    /// <param name="Events">What was written; empty for questions and undo.</param>
    public sealed record Done(string Reply, IReadOnlyList<CareEventResponse> Events) : CommandOutcome(Reply)
    {
        public Done(string reply)
            : this(reply, [])
        {
        }

        /// <summary>A medicine or another word the recogniser should learn was named.</summary>
        public bool TeachesWords { get; init; }
    }

    /// <summary>Cannot be done as said: nothing of the command may stay.</summary>
    /// <param name="Reply">Says what was wrong.</param>
    public sealed record Refused(string Reply) : CommandOutcome(Reply);

    /// <summary>The caller's role does not allow what was asked.</summary>
    public sealed record Forbidden() : CommandOutcome("");

    /// <summary>Something needed was not said; nothing of the command may stay.</summary>
    /// <param name="Reply">Asks for it.</param>
    /// <param name="Slot">What was not said, by its name in <see cref="PawPal.Understanding.SlotNames"/>: the next
    /// sentence may be no more than that.</param>
    public sealed record Asked(string Reply, string? Slot = null) : CommandOutcome(Reply)
    {
        /// <summary>What may be answered; empty when anything may.</summary>
        public IReadOnlyList<string> Candidates { get; init; } = [];
    }

    /// <summary>
    /// Would be done, but carries a risk: nothing of the command stays until the person says yes, and then the same
    /// frames come again with <see cref="CommandContext.IsConfirmed"/>.
    /// </summary>
    /// <param name="Reply">Says the risk, and asks.</param>
    public sealed record NeedsYes(string Reply) : CommandOutcome(Reply);
}
