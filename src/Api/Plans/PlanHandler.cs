using PawPal.Api.Commands;
using PawPal.Api.Households;
using PawPal.Contracts.Pets;
using PawPal.Understanding;

namespace PawPal.Api.Plans;

/// <summary>
/// What is said about plans. It may mean a reminder or an appointment, so this is the one place that knows both.
/// </summary>
internal abstract class PlanHandler(string intent, HouseholdAccess access) : ICommandHandler
{
    protected static readonly Sentences Replies = new("PawPal.Api.Plans.Replies");

    public IReadOnlySet<string> Intents { get; } = new HashSet<string>(StringComparer.Ordinal) { intent };

    public bool Writes => access.AtLeast > HouseholdRole.Viewer;

    public async Task<CommandOutcome> HandleAsync(Frame frame, CommandContext command, CancellationToken ct)
    {
        if (command.Caller.Role < access.AtLeast)
            return new CommandOutcome.Forbidden();
        var pets = frame.Slots.Pets is { Count: > 0 } names ? command.Find(names) : [];
        if (pets is null)
            return new CommandOutcome.Refused(Replies["PetUnknown"]);
        return frame.All
            ? await HandleAllAsync(frame.Slots, pets, command, ct)
            : await HandleAsync(frame.Slots, pets, command, ct);
    }

    /// <summary>Everything that fits is meant; one of it where a feature knows no more.</summary>
    protected virtual Task<CommandOutcome> HandleAllAsync(
        Slots slots, IReadOnlyList<PetResponse> pets, CommandContext command, CancellationToken ct) =>
        HandleAsync(slots, pets, command, ct);

    protected abstract Task<CommandOutcome> HandleAsync(
        Slots slots, IReadOnlyList<PetResponse> pets, CommandContext command, CancellationToken ct);

    /// <summary>What the wall clock of the household shows.</summary>
    protected static DateTime WallTime(CommandContext command) => command.Zone.ToWallTime(command.Now);

    protected static CommandOutcome Done(string reply) => new CommandOutcome.Done(reply);

    protected static CommandOutcome Refused(string reply) => new CommandOutcome.Refused(reply);

    /// <summary>"Max and Bella", or nothing.</summary>
    protected static string For(IReadOnlyList<string> names) =>
        names.Count == 0 ? "" : Replies["For", Spoken.All(names)];
}
