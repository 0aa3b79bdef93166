namespace PawPal.Understanding;

/// <summary>What stands in a clause, gathered once: cues, pets, times, measures, food and medicine.</summary>
internal sealed class Facts
{
    private static readonly int CueCount = Enum.GetValues<Cue>().Length;
    private readonly short[] _first = new short[CueCount];
    private readonly Sentence _s;

    public Facts(Sentence s, Clause clause)
    {
        _s = s;
        Clause = clause;
        Array.Fill(_first, (short)-1);
        Things = ThingReader.Read(s, clause.Chunks);
        for (var c = 0; c < clause.Chunks.Count; c++) Gather(c);
        // "Walked three miles in an hour": how long, not when.
        if (!HasAny(Cue.Walked, Cue.WalkNoun, Cue.Did, Cue.Took, Cue.GoneFor, Cue.Ate, Cue.Fed, Cue.Gave)) return;
        foreach (var span in Times.OfType<TimePiece.Period>().Where(p => p is { Minutes: not null, IsAhead: false })
            .ToArray())
        {
            Times.Remove(span);
            Measures.Add(new(MeasureKind.Duration, span.Minutes!.Value));
        }

        var isWalk = Has(Cue.WalkNoun) && Measures.Exists(m => m.Kind == MeasureKind.Distance);
        if (!isWalk && !HasAny(Cue.Walked, Cue.Did, Cue.Took, Cue.GoneFor, Cue.Ate, Cue.Fed, Cue.Gave)) return;
        foreach (var ahead in Times.OfType<TimePiece.MinutesAhead>().ToArray())
        {
            Times.Remove(ahead);
            Measures.Add(new(MeasureKind.Duration, ahead.Minutes));
        }
    }

    /// <summary>A time was said that can only lie ahead, or that comes back.</summary>
    public bool IsAhead => Times.Exists(t => t is TimePiece.Every or TimePiece.MinutesAhead
        or TimePiece.Day { Offset: > 0 }
        or TimePiece.Months { Offset: > 0 } or TimePiece.Week { Offset: > 0 } or TimePiece.CalendarMonth { Offset: > 0 }
        or TimePiece.Weekday { Weeks: > 0 } or TimePiece.Weekday { Later: > 0 } or TimePiece.Period { IsAhead: true }
        or TimePiece.Starting or TimePiece.Until);

    /// <summary>The first chunk that is more than an opening ("can you please", "i want to"); -1 when there is
    /// none.</summary>
    public int Lead(params ReadOnlySpan<Cue> wanted)
    {
        for (var c = 0; c < Chunks.Count; c++)
        {
            foreach (var cue in wanted)
                if (Is(c, cue))
                    return c;
            if (Chunks[c].Kind is not (ChunkKind.Mark or ChunkKind.Time) && !IsOpening(c)) return -1;
        }

        return -1;
    }

    // "to", "about", "that" open a note and say nothing in it.
    private bool IsLinking(int c) => Is(c, Cue.And) || Is(c, Cue.Link) || Is(c, Cue.NoteLink);

    private bool IsOpening(int c) => Is(c, Cue.Polite) || Is(c, Cue.Self) || Is(c, Cue.Already) || Is(c, Cue.And)
        || Is(c, Cue.Link) || Is(c, Cue.LogLead) || Is(c, Cue.Correction) || Is(c, Cue.Filler) || Is(c, Cue.Have)
        || Is(c, Cue.Modal) || Is(c, Cue.Future) || Is(c, Cue.Skip) || Is(c, Cue.DoAux);

    /// <summary>Values of every chunk with such a cue, in the order of the sentence, covered by a thing or
    /// not.</summary>
    public IEnumerable<string> Values(Cue cue)
    {
        foreach (var chunk in Chunks)
        {
            if (chunk.Kind is not ChunkKind.Word) continue;
            for (var i = chunk.Start; i < chunk.End; i++)
                if (_s.Find(i, cue) is { Length: > 0 } match && i + match.Length <= chunk.End
                    && (i == chunk.Start || match.Length > 0))
                    yield return match.Value;
        }
    }

    /// <summary>The speaker's own words from one chunk to another as they stand, without a leading "that".</summary>
    public string Original(int from, int to)
    {
        while (from < to && (IsLinking(from) || Chunks[from].Kind == ChunkKind.Mark)) from++;
        return from >= to ? "" : _s.Original(Chunks[from].Start, Chunks[to - 1].End);
    }

    /// <summary>The speaker's own words from one chunk to another, without times.</summary>
    public string Words(int from, int to, bool withTimes = false)
    {
        var words = new List<string>();
        for (var c = from; c < to; c++)
        {
            if (!withTimes && Chunks[c].Time is not null) continue;
            var word = _s.Original(Chunks[c].Start, Chunks[c].End);
            if (_s[Chunks[c].Start].IsSuffix && words.Count > 0) words[^1] += word;
            else if (word.Length > 0 && (words.Count > 0 || !IsLinking(c))) words.Add(word);
        }

        return string.Join(' ', words);
    }

    public Sentence S => _s;

    public Clause Clause { get; }

    public List<Chunk> Chunks => Clause.Chunks;

    public Things Things { get; }

    public List<TimePiece> Times { get; } = [];

    public List<Measure> Measures { get; } = [];

    /// <summary>0 when every word is accounted for; each unexplained word adds to it.</summary>
    public double Doubt { get; private set; }

    public bool Has(Cue cue) => _first[(int)cue] >= 0;

    /// <summary>Index of the chunk with the first such cue; -1 when there is none.</summary>
    public int First(Cue cue) => _first[(int)cue];

    public bool HasAny(params ReadOnlySpan<Cue> cues)
    {
        foreach (var cue in cues)
            if (Has(cue))
                return true;
        return false;
    }

    public bool Is(int chunk, Cue cue) =>
        chunk >= 0 && chunk < Chunks.Count && Chunks[chunk].Kind == ChunkKind.Word
        && _s.Has(Chunks[chunk].Start, Chunks[chunk].Length, cue);

    public bool HasPet => Chunks.Exists(c => c.Kind == ChunkKind.Pet);

    /// <summary>A short "is", "has" or a possessive stands in the clause.</summary>
    public bool HasSuffix => Chunks.Exists(c => _s[c.Start].IsSuffix);

    /// <summary>Nothing but pets, measures and times: "Max 30 kilos".</summary>
    public bool OnlyMeasures => Chunks.TrueForAll(c =>
        c.Kind is ChunkKind.Pet or ChunkKind.Measure or ChunkKind.Mark or ChunkKind.Time or ChunkKind.Word
        && (c.Kind != ChunkKind.Word || _s.Has(c.Start, c.Length, Cue.And)));

    /// <summary>Every pet of the clause eats plants by nature.</summary>
    public bool Grazers { get; init; }

    public string? Value(Cue cue) => First(cue) is >= 0 and var c ? _s.Find(Chunks[c].Start, cue).Value : null;

    /// <summary>Words of the lexicon's topics, whatever else they are.</summary>
    public bool HasTopic(string topic)
    {
        foreach (var chunk in Chunks)
        {
            if (chunk.Kind != ChunkKind.Word) continue;
            if (string.Equals(_s.Find(chunk.Start, Cue.Topic).Value, topic, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    public Measure? Find(MeasureKind kind) => Measures.Find(m => m.Kind == kind);

    private void Gather(int c)
    {
        var chunk = Chunks[c];
        if (chunk.Time is { } time) Times.Add(time);
        if (chunk.Measure is { } measure) Measures.Add(measure);
        if (chunk.Kind == ChunkKind.Unknown && !Things.Covers(c)) Doubt += Weight(c);
        if (chunk.Kind != ChunkKind.Word) return;
        var isThing = Things.Covers(c);
        foreach (var match in _s.At(chunk.Start))
        {
            if (match.Length != chunk.Length || _first[(int)match.Cue] >= 0) continue;
            if (!isThing || ThingReader.IsThingCue(match.Cue)) _first[(int)match.Cue] = (short)c;
        }
    }

    // "with Sarah", "near the mill": what follows a preposition says where and with whom, not what.
    private double Weight(int c)
    {
        var text = _s[Chunks[c].Start].Text;
        if (text.Length <= 1) return 0.02;
        if (text.Length > 4 && _s.Lexicon.IsAdverb(text)) return 0.05;
        for (var back = 1; back <= 3 && c - back >= 0; back++)
            if (Is(c - back, Cue.Preposition))
                return 0.1;
        var isAgent = c + 1 < Chunks.Count && Acts.Is(_s, Chunks[c + 1]) && OnlyLightBefore(c);
        return isAgent ? 0.05 : 0.25;
    }

    private bool OnlyLightBefore(int c)
    {
        for (var k = 0; k < c; k++)
            if (Chunks[k].Kind != ChunkKind.Mark && Chunks[k].Kind != ChunkKind.Time && !Is(k, Cue.Skip)
                && !Is(k, Cue.And))
                return false;
        return true;
    }
}
