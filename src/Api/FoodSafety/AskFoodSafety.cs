using PawPal.Api.Commands;
using PawPal.Api.Data;
using PawPal.Understanding;

namespace PawPal.Api.FoodSafety;

/// <summary>"Can Luna have tuna?", "Max ate a grape".</summary>
internal sealed class AskFoodSafety : ICommandHandler
{
    private static readonly Sentences Replies = new("PawPal.Api.FoodSafety.Replies");

    public IReadOnlySet<string> Intents { get; } =
        new HashSet<string>(StringComparer.Ordinal) { Understanding.Intents.FoodSafety };

    public bool Writes => false;

    public async Task<CommandOutcome> HandleAsync(Frame frame, CommandContext command, CancellationToken ct)
    {
        if (frame.Slots.Food is not { Length: > 0 } item)
            return new CommandOutcome.Asked(Replies["WhichFood"], SlotNames.Food);
        var named = frame.Slots.Pets is { Count: > 0 } names ? command.Find(names) : null;
        var species = named?.Select(pet => pet.Species).Distinct(StringComparer.Ordinal).ToList()
            ?? (frame.Slots.Species is { } said
                ? [said]
                : [.. command.Pets.Select(pet => pet.Species).Distinct(StringComparer.Ordinal)]);
        if (species.Count == 0)
            return new CommandOutcome.Asked(Replies["WhichSpecies"], SlotNames.Species);
        var country = await CountryAsync(command, ct);
        var answers = species.Select(one => FoodAnswer.Of(item, one, country)).ToList();
        // One breath: the worst is told, and the same thing once.
        var worst = answers.MinBy(answer => Verdicts.Rank(answer.Verdict))!;
        var told = worst.Verdict == Verdicts.Unknown ? [worst] : answers.Where(a => a.Verdict == worst.Verdict);
        return new CommandOutcome.Done(string.Join(' ', told.Select(a => a.Advice).Distinct(StringComparer.Ordinal)));
    }

    private static async Task<string?> CountryAsync(CommandContext command, CancellationToken ct)
    {
        await using var find = command.Session.Command("select country from household where id = $1");
        find.Parameters.Bind(command.Session.Household.Value);
        return await find.ExecuteScalarAsync(ct) as string;
    }
}
