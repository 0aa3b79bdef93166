using PawPal.Api.Commands;
using PawPal.Understanding;

namespace PawPal.Api.Care;

/// <summary>"Fed Luna half a tin of salmon."</summary>
internal sealed class LogFeeding : ICommandHandler
{
    private const int LongestFood = 80;
    private const int LongestUnit = 20;

    private static readonly Sentences Replies = new("PawPal.Api.Care.Replies");

    public IReadOnlySet<string> Intents { get; } =
        new HashSet<string>(StringComparer.Ordinal) { Understanding.Intents.LogFeeding };

    public bool Writes => true;

    public async Task<CommandOutcome> HandleAsync(Frame frame, CommandContext command, CancellationToken ct)
    {
        if (CareAct.Read(frame, command, out var act) is { } answer)
            return answer;
        var (amount, unit, food) = (frame.Slots.Amount, frame.Slots.Unit, frame.Slots.Food);
        if (!CareAct.TryRound(ref amount))
            return new CommandOutcome.Refused(Replies["AmountWrong"]);
        if (!CareAct.TryTrim(ref food, LongestFood) || !CareAct.TryTrim(ref unit, LongestUnit))
            return new CommandOutcome.Refused(Replies["FoodTooLong"]);

        var details = new CareDetails(CareKind.Feeding, amount, amount is null ? null : unit, food);
        if (await CareEventStore.AddAsync(act, details, command, ct) is not { } events)
            return new CommandOutcome.Refused(Replies["PetUnknown"]);
        var each = act.Pets.Count > 1 && amount is not null;
        var what = CareWords.Food(details.Amount, details.Unit, details.Food);
        var reply = what is null
            ? Replies["Fed", act.Names, act.Say(command)]
            : Replies[each ? "FedEach" : "FedWhat", act.Names, what, act.Say(command)];
        return new CommandOutcome.Done(reply, events);
    }
}
