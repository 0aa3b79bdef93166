using PawPal.Api.Commands;
using PawPal.Contracts.Pets;

namespace PawPal.Api.Care;

/// <summary>What should be said beside "noted" when a sign is logged.</summary>
internal interface ISymptomAdvice
{
    /// <summary>A sentence for each pet that a rule is known for; none when nothing is known of the sign.</summary>
    /// <param name="sign">In the speaker's words.</param>
    Task<IReadOnlyList<string>> AdviseAsync(
        IReadOnlyList<PetResponse> pets, string sign, CommandContext command, CancellationToken ct);
}
