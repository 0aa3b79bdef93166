using PawPal.Api.Commands;
using PawPal.Api.Households;
using PawPal.Api.Text;
using PawPal.Contracts.Pets;
using PawPal.Understanding;

namespace PawPal.Api.Pets;

/// <summary>"Add a new dog called Rocky."</summary>
internal sealed class AddPetCommand : ICommandHandler
{
    private const int LongestName = 40;

    private static readonly Sentences Replies = new("PawPal.Api.Pets.Replies");

    public IReadOnlySet<string> Intents { get; } =
        new HashSet<string>(StringComparer.Ordinal) { Understanding.Intents.AddPet };

    public bool Writes => true;

    public async Task<CommandOutcome> HandleAsync(Frame frame, CommandContext command, CancellationToken ct)
    {
        if (command.Caller.Role < HouseholdAccess.Keep.AtLeast)
            return new CommandOutcome.Forbidden();
        if (frame.Slots.Pets is not { Count: > 0 } names)
            return new CommandOutcome.Asked(Replies["WhichName"], SlotNames.Pets);
        if (frame.Slots.Species is not { } species)
            return new CommandOutcome.Asked(Replies["WhichSpecies", names[0]], SlotNames.Species);
        if (!PetRules<AddPetRequest>.Species.Contains(species, StringComparer.Ordinal))
            species = "other";
        foreach (var name in names)
        {
            if (!PlainText.IsVisible(name) || PlainText.Clean(name).Length is 0 or > LongestName)
                return new CommandOutcome.Refused(Replies["NameWrong"]);
            var (added, problem) = await PetStore.AddAsync(
                new AddPetRequest(name, species), command.Session, command.Caller, command.Now, ct);
            if (problem is not null)
                return new CommandOutcome.Refused(
                    problem == Problems.PetNameTaken ? Replies["NameTaken", name] : Replies["TooMany"]);
            if (added is not null)
                command.NewPets.Add(new PetResponse(added.Id, added.Name, added.Species, SoundsLike: null));
        }

        return new CommandOutcome.Done(Replies["Added", Spoken.All(names), species]) { TeachesWords = true };
    }
}
