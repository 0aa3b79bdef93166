using PawPal.Api.Commands;
using PawPal.Api.Data;
using PawPal.Contracts.Pets;
using PawPal.Understanding;

namespace PawPal.Api.Health;

/// <summary>"Is Luna losing weight?"</summary>
internal sealed class QueryWeight : ICommandHandler
{
    private static readonly Sentences Replies = new("PawPal.Api.Health.Replies");

    public IReadOnlySet<string> Intents { get; } =
        new HashSet<string>(StringComparer.Ordinal) { Understanding.Intents.QueryWeight };

    public bool Writes => false;

    public async Task<CommandOutcome> HandleAsync(Frame frame, CommandContext command, CancellationToken ct)
    {
        var pets = frame.Slots.Pets is { Count: > 0 } names ? command.Find(names) : command.Pets;
        if (pets is null)
            return new CommandOutcome.Refused(Replies["PetUnknown"]);
        if (pets.Count == 0)
            return new CommandOutcome.Done(Replies["NoPets"]);
        var said = new List<string>();
        foreach (var pet in pets)
            said.Add(await SayAsync(pet, command, ct));
        return new CommandOutcome.Done(string.Join(' ', said));
    }

    private static async Task<string> SayAsync(PetResponse pet, CommandContext command, CancellationToken ct)
    {
        await using var find = command.Session.Command(Weighings.Find);
        find.Parameters.Bind(command.Session.Household.Value, pet.Id);
        await using var rows = await find.ExecuteReaderAsync(ct);
        var points = await Weighings.ReadAsync(rows, ct);
        if (points.Count == 0)
            return Replies["NoWeight", pet.Name];
        var last = points[^1];
        var said = Replies["Weighs", pet.Name, Spoken.Weight(last.Kg, command.Caller.Units), command.Say(last.At)];
        if (WeightRules.Latest(points) is { } change)
        {
            var sentence = change.Percent switch { < 0 => "Less", > 0 => "More", _ => "Same" };
            said += " " + Replies[sentence, Spoken.Number(Math.Abs(change.Percent)), change.Days];
        }

        return string.Join(' ', WeightRules.Find(points, pet.Species, ageMonths: null)
            .Select(finding => Replies[$"Level.{finding.Level}", finding.Text]).Prepend(said));
    }
}
