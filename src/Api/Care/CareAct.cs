using PawPal.Api.Commands;
using PawPal.Contracts.Pets;
using PawPal.Understanding;

namespace PawPal.Api.Care;

/// <summary>What every <c>log_*</c> frame says: for whom, and when.</summary>
internal readonly record struct CareAct(IReadOnlyList<PetResponse> Pets, Occurred Occurred)
{
    private const decimal MostOfAnything = 100_000;

    private static readonly Sentences Replies = new("PawPal.Api.Care.Replies");

    public string Names => Spoken.All([.. Pets.Select(pet => pet.Name)]);

    /// <summary>
    /// Null when the frame can be written as <paramref name="act"/>; otherwise the answer to give instead.
    /// </summary>
    public static CommandOutcome? Read(Frame frame, CommandContext command, out CareAct act)
    {
        act = default;
        if (frame.Slots.Pets is not { Count: > 0 } names)
            return new CommandOutcome.Asked(Replies["WhichPet"], SlotNames.Pets);
        if (command.Find(names) is not { } pets)
            return new CommandOutcome.Refused(Replies["PetUnknown"]);
        if (Occurred.Read(frame.Slots, command, out var occurred) is { } wrong)
            return new CommandOutcome.Refused(Replies[wrong]);
        act = new CareAct(pets, occurred);
        return null;
    }

    /// <summary>False for a number that is not above zero, or above all sense; three decimals are kept.</summary>
    public static bool TryRound(ref decimal? value, decimal most = MostOfAnything)
    {
        if (value is not { } said)
            return true;
        if (said > most)
            return false;
        value = decimal.Round(said, 3);
        return value > 0;
    }

    /// <summary>Null for nothing but space; false when longer than what the log keeps.</summary>
    public static bool TryTrim(ref string? words, int longest)
    {
        words = string.IsNullOrWhiteSpace(words) ? null : words.Trim();
        return words is null || words.EnumerateRunes().Count() <= longest;
    }

    /// <summary>"just now", "today at 7:05 pm".</summary>
    public string Say(CommandContext command) => command.Say(Occurred.At, Occurred.Precision);
}
