using PawPal.Api.Commands;
using PawPal.Understanding;

namespace PawPal.Api.Care;

/// <summary>"Walked Max for half an hour."</summary>
internal sealed class LogWalk : ICommandHandler
{
    private const decimal ShortestMinutes = 1;
    private const decimal LongestMinutes = 24 * 60;
    private const decimal LongestKilometres = 200;

    private static readonly Sentences Replies = new("PawPal.Api.Care.Replies");

    public IReadOnlySet<string> Intents { get; } =
        new HashSet<string>(StringComparer.Ordinal) { Understanding.Intents.LogWalk };

    public bool Writes => true;

    public async Task<CommandOutcome> HandleAsync(Frame frame, CommandContext command, CancellationToken ct)
    {
        if (CareAct.Read(frame, command, out var act) is { } answer)
            return answer;
        var (minutes, kilometres) = (frame.Slots.DurationMinutes, frame.Slots.DistanceKm);
        if (minutes is < ShortestMinutes or > LongestMinutes)
            return new CommandOutcome.Refused(Replies["DurationWrong"]);
        if (!CareAct.TryRound(ref kilometres, LongestKilometres))
            return new CommandOutcome.Refused(Replies["DistanceWrong"]);

        var details = new CareDetails(
            CareKind.Walk,
            DurationMinutes: minutes is { } said ? decimal.Round(said, 2) : null,
            DistanceKm: kilometres);
        if (await CareEventStore.AddAsync(act, details, command, ct) is not { } events)
            return new CommandOutcome.Refused(Replies["PetUnknown"]);
        var walk = CareWords.Walk(details.DurationMinutes, details.DistanceKm, command.Caller.Units);
        var reply = walk is null
            ? Replies["Walked", act.Names, act.Say(command)]
            : Replies["WalkedWhat", act.Names, walk, act.Say(command)];
        return new CommandOutcome.Done(reply, events);
    }
}
