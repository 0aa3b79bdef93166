namespace PawPal.Understanding;

/// <summary>What the classifier of intents sees of an utterance: words and cues, alone and beside each other. Names,
/// times and measures count by their kind, so that an example for Max at seven teaches of Luna at nine.</summary>
internal static class Features
{
    /// <summary>Features are hashed into this many buckets.</summary>
    public const int Buckets = 1 << 14;

    private static readonly uint[] CueHashes = [.. Enum.GetNames<Cue>().Select(Hash)];
    private static readonly uint Start = Hash("^");
    private static readonly uint End = Hash("$");
    private static readonly uint NoCues = Hash("cues");

    /// <summary>Buckets in ascending order, each once.</summary>
    public static List<int> Of(Sentence s, List<Chunk> chunks)
    {
        var symbols = new List<uint>(chunks.Count + 2) { Start };
        var found = new List<int>((chunks.Count * 14) + 8) { Bucket(Hash("bias")) };
        var before = Start;
        foreach (var chunk in chunks)
        {
            var from = symbols.Count;
            AddSymbols(s, chunk, symbols);
            for (var k = from; k < symbols.Count; k++) AddWindow(symbols, k, found);
            if (chunk.Kind == ChunkKind.Word) before = AddCues(s, chunk, before, before == Start, found);
        }

        symbols.Add(End);
        AddWindow(symbols, symbols.Count - 1, found);
        found.Add(Bucket(Mix(Hash("length"), (uint)Math.Min(chunks.Count / 3, 5))));
        return Distinct(found);
    }

    private static List<int> Distinct(List<int> found)
    {
        found.Sort();
        var last = 0;
        for (var k = 1; k < found.Count; k++)
            if (found[k] != found[last])
                found[++last] = found[k];
        found.RemoveRange(last + 1, found.Count - last - 1);
        return found;
    }

    private static void AddSymbols(Sentence s, Chunk chunk, List<uint> symbols)
    {
        switch (chunk)
        {
            case { Pet: not null }: symbols.Add(Hash("<pet>")); break;
            case { Time: { } time }: symbols.Add(Mix(Hash("<time>"), Hash(time.GetType().Name))); break;
            case { Measure: { } measure }: symbols.Add(Mix(Hash("<measure>"), (uint)measure.Kind)); break;
            case { Kind: ChunkKind.Mark } when s[chunk.Start].Text is not "?": break;
            default:
                for (var i = chunk.Start; i < chunk.End; i++) symbols.Add(Hash(s[i].Text));
                break;
        }
    }

    // The symbol, with the one before it, with the two before it, and past the one before it.
    private static void AddWindow(List<uint> symbols, int k, List<int> found)
    {
        found.Add(Bucket(symbols[k]));
        found.Add(Bucket(Mix(symbols[k - 1], symbols[k])));
        if (k < 2) return;
        found.Add(Bucket(Mix(Mix(symbols[k - 2], symbols[k - 1]), symbols[k])));
        found.Add(Bucket(Mix(Mix(symbols[k - 2], 7), symbols[k])));
    }

    private static uint AddCues(Sentence s, Chunk chunk, uint before, bool isFirst, List<int> found)
    {
        var cues = NoCues;
        foreach (var match in s.At(chunk.Start))
        {
            if (match.Length != chunk.Length || match.Cue is Cue.Skip or Cue.Common) continue;
            var cue = Mix(CueHashes[(int)match.Cue], 11);
            found.Add(Bucket(cue));
            if (isFirst) found.Add(Bucket(Mix(cue, 13)));
            cues ^= cue;
        }

        found.Add(Bucket(Mix(before, cues)));
        return cues;
    }

    private static int Bucket(uint hash) => (int)((hash ^ (hash >> 15)) & (Buckets - 1));

    private static uint Mix(uint a, uint b) => unchecked(((a ^ (b * 0x9E3779B1u)) * 0x85EBCA6Bu) ^ (a >> 13));

    private static uint Hash(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text) hash = unchecked((hash ^ c) * 16777619u);
        return hash;
    }
}
