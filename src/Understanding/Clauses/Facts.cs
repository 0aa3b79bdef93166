namespace PawPal.Understanding;

/// <summary>What stands in a clause, gathered once: cues, pets, times, measures, food and medicine.</summary>
internal sealed class Facts
{
    private static readonly int CueCount = Enum.GetValues<Cue>().Length;
    private readonly int[] _first = new int[CueCount];
    private readonly Sentence _s;

    public Facts(Sentence s, Clause clause)
    {
        _s = s;
        Clause = clause;
        Array.Fill(_first, -1);
        Things = ThingReader.Read(s, clause.Chunks);
        for (var c = 0; c < clause.Chunks.Count; c++) Gather(c);
    }

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
            if (!isThing || ThingReader.IsThingCue(match.Cue)) _first[(int)match.Cue] = c;
        }
    }

    // "with Sarah", "near the mill": what follows a preposition says where and with whom, not what.
    private double Weight(int c)
    {
        var text = _s[Chunks[c].Start].Text;
        if (text.Length <= 1) return 0.02;
        if (text.Length > 4 && text.EndsWith("ly", StringComparison.Ordinal)) return 0.05;
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
