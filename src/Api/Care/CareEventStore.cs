using PawPal.Api.Commands;
using PawPal.Contracts.Care;

namespace PawPal.Api.Care;

/// <summary>Writes what a command tells: one event for each pet of an act.</summary>
internal static class CareEventStore
{
    /// <summary>Null when a pet has left the household meanwhile: then the command must be rolled back.</summary>
    public static Task<IReadOnlyList<CareEventResponse>?> AddAsync(
        CareAct act, CareDetails details, CommandContext command, CancellationToken ct) =>
        AddAsync(act, _ => details, command, ct);

    /// <summary>The same with details of each pet's own.</summary>
    public static Task<IReadOnlyList<CareEventResponse>?> AddAsync(
        CareAct act, Func<Guid, CareDetails> details, CommandContext command, CancellationToken ct) => CareLog.AddAsync(
        command.Session,
        new CareAuthor(command.Caller.Account, command.Caller.AccountName, command.Id, "voice"),
        [.. act.Pets.Select(pet => new CareEntry(
            command.NewId(), pet.Id, pet.Name, details(pet.Id), act.Occurred.At, act.Occurred.Precision))],
        command.Now,
        ct);
}
