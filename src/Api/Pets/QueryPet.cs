using System.Globalization;
using PawPal.Api.Commands;
using PawPal.Api.Data;
using PawPal.Contracts.Pets;
using PawPal.Understanding;

namespace PawPal.Api.Pets;

/// <summary>"How old is Mochi?", "what is Max allergic to?", "how many pets do I have?"</summary>
internal sealed class QueryPet : ICommandHandler
{
    private const string Find =
        $"""
        select {PetStore.Columns} from pet p
        where p.household_id = $1 and p.id = any($2) order by array_position($2, p.id)
        """;

    private static readonly Sentences Replies = new("PawPal.Api.Pets.Replies");

    public IReadOnlySet<string> Intents { get; } =
        new HashSet<string>(StringComparer.Ordinal) { Understanding.Intents.QueryPet };

    public bool Writes => false;

    public async Task<CommandOutcome> HandleAsync(Frame frame, CommandContext command, CancellationToken ct)
    {
        if (command.Pets.Count == 0)
            return new CommandOutcome.Done(Replies["NoPets"]);
        var pets = frame.Slots.Pets is { Count: > 0 } names ? command.Find(names) : null;
        if (frame.Slots.Pets is { Count: > 0 } && pets is null)
            return new CommandOutcome.Refused(Replies["PetUnknown"]);
        if (pets is null)
            return new CommandOutcome.Done(Replies[
                command.Pets.Count == 1 ? "ListOne" : "List",
                command.Pets.Count,
                Spoken.All([.. command.Pets.Select(pet => Replies["NamedSpecies", pet.Name, pet.Species])])]);
        var known = await ReadAsync(pets, command, ct);
        return new CommandOutcome.Done(string.Join(' ', known.Select(pet => Say(pet, frame.Slots.Topic))));
    }

    private static string Say(PetDetailsResponse pet, string? topic) => topic switch
    {
        "age" => Age(pet),
        "birthday" => Birthday(pet),
        "breed" => Fact(pet, "Breed", pet.Breed),
        "microchip" => Fact(pet, "Microchip", Digits(pet.Microchip)),
        "neutered" => Fact(pet, "Neutered", pet.Neutered is { } neutered ? Replies[neutered ? "Is" : "IsNot"] : null),
        "diet" => Fact(pet, "Diet", pet.Diet),
        "allergies" => Fact(pet, "Allergies", All(pet.Allergies)),
        _ => Profile(pet),
    };

    private static string Fact(PetDetailsResponse pet, string name, string? value) =>
        value is null ? Replies[$"No{name}", pet.Name] : Replies[name, pet.Name, value];

    private static string Age(PetDetailsResponse pet) => pet.AgeMonths is { } months
        ? Replies[pet.BirthIsEstimate ? "AgeAbout" : "Age", pet.Name, Months(months)]
        : Replies["NoAge", pet.Name];

    private static string Birthday(PetDetailsResponse pet) => pet is { BirthDate: { } born, BirthIsEstimate: false }
        ? Replies["Birthday", pet.Name, born.ToString(Replies["DateFormat"], Sentences.Culture)]
        : Age(pet);

    private static string Months(int months) => months switch
    {
        < 24 => Replies[months == 1 ? "MonthOne" : "MonthMany", months],
        _ => Replies["YearMany", (months / 12).ToString(CultureInfo.InvariantCulture)],
    };

    private static string Profile(PetDetailsResponse pet)
    {
        var facts = new List<string> { pet.Breed ?? pet.Species };
        if (pet.AgeMonths is { } months)
            facts.Add(Replies["Old", Months(months)]);
        if (All(pet.Conditions) is { } conditions)
            facts.Add(Replies["With", conditions]);
        if (All(pet.Allergies) is { } allergies)
            facts.Add(Replies["AllergicTo", allergies]);
        return Replies["Profile", pet.Name, string.Join(Replies["Comma"], facts)];
    }

    // In threes, as people read it out.
    private static string? Digits(string? chip) =>
        chip is null ? null : string.Join(' ', chip.Chunk(3).Select(part => new string(part)));

    private static string? All(IReadOnlyList<string> words) => words.Count == 0 ? null : Spoken.All(words);

    private static async Task<List<PetDetailsResponse>> ReadAsync(
        IReadOnlyList<PetResponse> pets, CommandContext command, CancellationToken ct)
    {
        await using var find = command.Session.Command(Find);
        find.Parameters.Bind(command.Session.Household.Value, pets.Select(pet => pet.Id).ToArray());
        await using var rows = await find.ExecuteReaderAsync(ct);
        var known = new List<PetDetailsResponse>();
        while (await rows.ReadAsync(ct))
            known.Add(PetStore.Read(rows, command.Caller.LocalDate(command.Now)));
        return known;
    }
}
