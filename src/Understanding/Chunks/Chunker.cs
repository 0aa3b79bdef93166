namespace PawPal.Understanding;

/// <summary>Cuts a sentence into chunks, left to right, the longest reading first.</summary>
internal sealed class Chunker(Sentence s, PetFinder pets)
{
    public List<Chunk> Run()
    {
        var chunks = new List<Chunk>(s.Count);
        for (var i = 0; i < s.Count;)
        {
            var chunk = At(i);
            chunks.Add(chunk);
            i = chunk.End;
        }

        GuessNames(chunks);
        return chunks;
    }

    private Chunk At(int i)
    {
        if (s[i].IsMark) return new(ChunkKind.Mark, i, i + 1);
        if (s[i].IsSuffix) return new(ChunkKind.Word, i, i + 1);
        if (pets.Read(i) is { } pet)
        {
            var isOwner = pet.End < s.Count && s[pet.End].IsSuffix
                || (pet.Mention.Pets.Count == 1 && s.Lexicon.WithoutOwnerEnding(s[pet.End - 1].Text) is not null
                    && IsJoinedOwner(pet, i));
            return new(ChunkKind.Pet, i, pet.End) { Pet = pet.Mention with { IsOwner = isOwner } };
        }

        if (TimeParser.Read(s, i) is { } time) return new(ChunkKind.Time, i, time.End) { Time = time.Piece };
        var longest = WithoutOpening(i, s.LongestAt(i));
        if (MeasureParser.Read(s, i) is { } measure && measure.End - i >= Math.Min(longest, 2))
            return new(ChunkKind.Measure, i, measure.End) { Measure = measure.Measure };
        // "Two, no, one tablet" and "two no one tablet": after a number, "no one" is nobody.
        if (longest == 2 && s.Is(i, Cue.Correction) && s.Is(i + 1, Cue.NumberWord) && i > 0
            && (s.Is(i - 1, Cue.NumberWord) || s[i - 1].IsNumber))
            longest = 1;
        if (longest > 0) return new(ChunkKind.Word, i, i + longest);
        return new(ChunkKind.Unknown, i, i + 1);
    }

    // "Weigh in January", "for the last Friday of the month": a time that begins within the phrase and goes on after it
    // is worth more, where a shorter word stands without it.
    private int WithoutOpening(int i, int longest)
    {
        for (var length = longest - 1; length > 0; length--)
            foreach (var match in s.At(i))
                if (match.Length == length && TimeParser.Read(s, i + length) is { } time && time.End > i + longest)
                    return length;
        return longest;
    }

    private bool IsJoinedOwner((PetMention Mention, int End) pet, int i) =>
        !s.Lexicon.Knows(s[pet.End - 1].Text)
        && !pet.Mention.Pets[0].EndsWith(s[pet.End - 1].Text, StringComparison.OrdinalIgnoreCase) && i < pet.End;

    // "Myxi jab for Pip": beside a name, an odd word that qualifies a noun is no second one.
    private bool StandsAsName(List<Chunk> chunks, int c)
    {
        if (c > 0 && !Introduces(chunks[c - 1])) return false;
        if (c + 1 >= chunks.Count || chunks[c + 1].Kind != ChunkKind.Word) return true;
        ReadOnlySpan<Cue> nouns =
            [Cue.Kind, Cue.MedicineHead, Cue.Medicine, Cue.Food, Cue.CareTopic, Cue.PlannedNoun, Cue.NonFood];
        foreach (var noun in nouns)
            if (s.Has(chunks[c + 1].Start, chunks[c + 1].Length, noun))
                return false;
        return true;
    }

    // "Vomited bile": what follows such a verb is no name.
    private bool Introduces(Chunk before)
    {
        if (before.Kind is ChunkKind.Mark or ChunkKind.Pet or ChunkKind.Time or ChunkKind.Measure) return true;
        ReadOnlySpan<Cue> leads =
        [
            Cue.And, Cue.Or, Cue.Except, Cue.Correction, Cue.Gave, Cue.Fed, Cue.Walked, Cue.Took, Cue.Weighed,
                Cue.Medicated,
            Cue.Applied, Cue.Grooming, Cue.Preposition, Cue.FeedBase, Cue.WalkBase, Cue.Link, Cue.GoneFor, Cue.Filler,
        ];
        foreach (var lead in leads)
            if (s.Has(before.Start, before.Length, lead))
                return true;
        return false;
    }

    // Names are guessed only where no pet was named outright next to the word: "Max's bella" is not two pets.
    private void GuessNames(List<Chunk> chunks)
    {
        var isNamed = chunks.Exists(c => c.Pet is { Pets.Count: > 0, IsGuess: false, Species: null });
        for (var c = 0; c < chunks.Count; c++)
        {
            if (isNamed && !StandsAsName(chunks, c)) continue;
            if (chunks[c].Kind != ChunkKind.Unknown || pets.Guess(chunks[c].Start) is not { } guess) continue;
            var isOwner = guess.End < s.Count && s[guess.End].IsSuffix;
            var count = 1;
            while (c + count < chunks.Count && chunks[c + count].Start < guess.End) count++;
            var mention = guess.Mention with { IsOwner = isOwner };
            chunks[c] = new(ChunkKind.Pet, chunks[c].Start, guess.End) { Pet = mention };
            chunks.RemoveRange(c + 1, count - 1);
        }
    }
}
