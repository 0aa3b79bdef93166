namespace PawPal.Understanding;

/// <summary>What the readers of frames look at.</summary>
/// <param name="Before">The frame of the clause before.</param>
/// <param name="IsElliptic">The clause leaves its verb to the one before: "and Max at nine".</param>
internal sealed record ClauseView(
    Sentence S, Facts F, Mood Mood, ResolvedPets Pets, PetIndex Index, DateTime Now, Frame? Before, bool IsElliptic)
{
    /// <summary>The pets that this clause itself names.</summary>
    public IReadOnlyList<string>? Named => Pets.IsMentioned || IsElliptic ? Pets.Pets : null;

    /// <summary>Something of the household's animals is spoken of, not of its people.</summary>
    public bool IsCare => F.HasPet || F.Has(Cue.ReminderTitle) || (!IsOfPeople && (Any(Cue.Kind)
        || Any(Cue.CareTopic) || F.Has(Cue.Species)
        || F.Has(Cue.SpeciesPlural) || F.Things.Medication is not null || F.Things.Food is not null));

    private bool IsOfPeople => (F.HasAny(Cue.HouseTask, Cue.Human) && !Any(Cue.Kind) && !F.Has(Cue.Supplies)
        && !(Any(Cue.PlannedNoun) && Any(Cue.CareTopic))) || IsMine;

    // "my haircut", "book me a check-up": a person's, unless only animals have such a thing.
    private bool IsMine
    {
        get
        {
            var kinds = F.Values(Cue.Kind).ToArray();
            if (kinds.Length > 0 && Array.Exists(kinds, k => k is "vet" or "boarding")) return false;
            for (var c = 0; c < F.Chunks.Count - 1; c++)
            {
                if (F.Chunks[c].Kind != ChunkKind.Word || !S.Is(F.Chunks[c].Start, Cue.Mine)) continue;
                if (F.Is(c + 1, Cue.Kind) || F.Is(c + 1, Cue.MedicineHead) || F.Is(c + 1, Cue.Meal)
                    || F.Is(c + 1, Cue.HouseTask) || F.Is(c + 1, Cue.CareTopic))
                    return true;
            }

            return F.First(Cue.BookVerb) is >= 0 and var book && F.Is(book + 1, Cue.Self) && kinds.Length > 0;
        }
    }

    public bool Any(Cue cue) => F.Values(cue).Any();
}
