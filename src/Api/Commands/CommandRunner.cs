using System.Collections.Frozen;
using PawPal.Api.Households;
using PawPal.Contracts.Care;
using PawPal.Understanding;

namespace PawPal.Api.Commands;

/// <summary>Runs the frames of a command, all or nothing.</summary>
internal sealed class CommandRunner
{
    private static readonly Sentences Phrases = new("PawPal.Api.Commands.Phrases");

    private readonly FrozenDictionary<string, ICommandHandler> _handlers;

    public CommandRunner(IEnumerable<ICommandHandler> handlers) => _handlers = handlers
        .SelectMany(handler => handler.Intents, (handler, intent) => KeyValuePair.Create(intent, handler))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>
    /// The caller commits what is <see cref="CommandOutcome.Done"/> and rolls everything else back; nothing is
    /// committed here.
    /// </summary>
    public async Task<CommandOutcome> RunAsync(
        IReadOnlyList<Frame> frames, CommandContext command, CancellationToken ct)
    {
        var replies = new List<string>(frames.Count);
        var events = new List<CareEventResponse>();
        var teachesWords = false;
        foreach (var frame in frames)
        {
            var outcome = await HandleAsync(frame, command, ct);
            if (outcome is not CommandOutcome.Done done)
                return frames.Count == 1 ? outcome : SayNothingStays(outcome);
            replies.Add(done.Reply);
            events.AddRange(done.Events);
            teachesWords |= done.TeachesWords;
        }

        return new CommandOutcome.Done(string.Join(' ', replies), events) { TeachesWords = teachesWords };
    }

    private Task<CommandOutcome> HandleAsync(Frame frame, CommandContext command, CancellationToken ct)
    {
        if (!_handlers.TryGetValue(frame.Intent, out var handler))
            return Task.FromResult<CommandOutcome>(new CommandOutcome.Refused(Phrases["CannotDoYet"]));
        return handler.Writes && command.Caller.Role < HouseholdAccess.Write.AtLeast
            ? Task.FromResult<CommandOutcome>(new CommandOutcome.Forbidden())
            : handler.HandleAsync(frame, command, ct);
    }

    private static CommandOutcome SayNothingStays(CommandOutcome outcome) => outcome switch
    {
        CommandOutcome.Refused refused => refused with { Reply = Phrases["NothingStays", refused.Reply] },
        CommandOutcome.Asked asked => asked with { Reply = Phrases["NothingStays", asked.Reply] },
        // A yes does all of it.
        CommandOutcome.NeedsYes => outcome,
        _ => outcome,
    };
}
