using PawPal.Understanding;

namespace PawPal.Api.Commands;

/// <summary>A feature's part in commands. Voice knows features by this alone.</summary>
internal interface ICommandHandler
{
    /// <summary>Names of <see cref="PawPal.Understanding.Intents"/>; each intent has one handler.</summary>
    IReadOnlySet<string> Intents { get; }

    /// <summary>True when the intents change something; a viewer may only ask.</summary>
    bool Writes { get; }

    /// <summary>
    /// Handles one frame inside the command's transaction. What it wrote stays only if every frame is done.
    /// </summary>
    Task<CommandOutcome> HandleAsync(Frame frame, CommandContext command, CancellationToken ct);
}
