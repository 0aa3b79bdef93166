using PawPal.Api.Commands;
using PawPal.Understanding;

namespace PawPal.Api.Voice;

/// <summary>"What can I say?": examples with the household's own names.</summary>
internal sealed class Help : ICommandHandler
{
    private static readonly Sentences Replies = new("PawPal.Api.Voice.Replies");

    public IReadOnlySet<string> Intents { get; } =
        new HashSet<string>(StringComparer.Ordinal) { Understanding.Intents.Help };

    public bool Writes => false;

    public Task<CommandOutcome> HandleAsync(Frame frame, CommandContext command, CancellationToken ct)
    {
        var reply = command.Pets.Count == 0
            ? Replies["HelpWithoutPets"]
            : Replies["Help", NameOf(command, 0, "dog"), NameOf(command, 1, "dog"), NameOf(command, 0, "cat")];
        return Task.FromResult<CommandOutcome>(new CommandOutcome.Done(reply));
    }

    // Walks for the dogs where there are any; any pet will do for the rest.
    private static string NameOf(CommandContext command, int place, string species)
    {
        var fitting = command.Pets.Where(pet => string.Equals(pet.Species, species, StringComparison.Ordinal)).ToList();
        var names = fitting.Count > 0 ? fitting : command.Pets;
        return names[place % names.Count].Name;
    }
}

/// <summary>A hello is answered with one.</summary>
internal sealed class Greeting : ICommandHandler
{
    private static readonly Sentences Replies = new("PawPal.Api.Voice.Replies");

    public IReadOnlySet<string> Intents { get; } =
        new HashSet<string>(StringComparer.Ordinal) { Understanding.Intents.Greeting };

    public bool Writes => false;

    public Task<CommandOutcome> HandleAsync(Frame frame, CommandContext command, CancellationToken ct) =>
        Task.FromResult<CommandOutcome>(new CommandOutcome.Done(Replies.Varied("Greeting", command.Id)));
}

/// <summary>What PawPal is not for: it says so, and what it is for.</summary>
internal sealed class OutOfScope : ICommandHandler
{
    private static readonly Sentences Replies = new("PawPal.Api.Voice.Replies");

    public IReadOnlySet<string> Intents { get; } =
        new HashSet<string>(StringComparer.Ordinal) { Understanding.Intents.OutOfScope };

    public bool Writes => false;

    // Refused, so that nothing stays of a sentence that was understood in part.
    public Task<CommandOutcome> HandleAsync(Frame frame, CommandContext command, CancellationToken ct) =>
        Task.FromResult<CommandOutcome>(new CommandOutcome.Refused(Replies.Varied("OutOfScope", command.Id)));
}
