using PawPal.Api.Commands;
using PawPal.Understanding;

namespace PawPal.Api.Care;

/// <summary>"Bella weighs twelve point four kilos."</summary>
internal sealed class LogWeight : ICommandHandler
{
    private static readonly Sentences Replies = new("PawPal.Api.Care.Replies");

    public IReadOnlySet<string> Intents { get; } =
        new HashSet<string>(StringComparer.Ordinal) { Understanding.Intents.LogWeight };

    public bool Writes => true;

    public async Task<CommandOutcome> HandleAsync(Frame frame, CommandContext command, CancellationToken ct)
    {
        if (CareAct.Read(frame, command, out var act) is { } answer)
            return answer;
        var weight = frame.Slots.WeightKg;
        if (weight is null)
            return new CommandOutcome.Asked(Replies["WhichWeight", act.Names], SlotNames.WeightKg);
        if (!CareAct.TryRound(ref weight, decimal.MaxValue / 2) || weight is not { } kilograms)
            return new CommandOutcome.Refused(Replies["WeightNotPositive"]);
        if (act.Pets.FirstOrDefault(pet => kilograms > PlausibleWeight.MostOf(pet.Species)) is { } pet)
            return new CommandOutcome.Refused(
                Replies["WeightTooMuch", Spoken.Weight(kilograms, command.Caller.Units), pet.Name, pet.Species]);

        var details = new CareDetails(CareKind.Weight, WeightKg: kilograms);
        if (await CareEventStore.AddAsync(act, details, command, ct) is not { } events)
            return new CommandOutcome.Refused(Replies["PetUnknown"]);
        return new CommandOutcome.Done(
            Replies["Weighed", act.Names, Spoken.Weight(kilograms, command.Caller.Units), act.Say(command)], events);
    }
}
