using System.Runtime.InteropServices;

namespace PawPal.Speech.Decoding;

/// <summary>
/// The decoders one process keeps: for each of the last vocabularies a small and, when needed, a large one.
/// </summary>
internal sealed class VocabularyDecoders : IDisposable
{
    private const string GrammarSearch = "grammar";
    private const string TrigramSearch = "trigram";
    private const string FreeSearch = "free";
    private const float CommandWeight = 0.7f;
    private const float GeneralWeight = 0.3f;

    // Paths followed at once, of 30,000: a fifth faster, the same words. Wider beams were slower and no better.
    private static readonly string[] Tuning = ["-maxhmmpf", "3000"];

    // Free speech of a large vocabulary would take longer than the person waits; three passes give way to one.
    private static readonly string[] LargeTuning =
        ["-maxhmmpf", "2000", "-maxwpf", "20", "-fwdflat", "no", "-bestpath", "no"];

    // The large vocabulary takes about as long as the recording itself: nobody waits a minute for words not believed.
    private const int LongestFree = 20 * Audio.Recording.Rate;

    private readonly LinkedList<Loaded> _kept = [];
    private bool _libraryLoaded;

    public DecodeReply Answer(DecodeRequest request, byte[] payload)
    {
        try
        {
            if (!_libraryLoaded)
                SphinxLibrary.Load(request.Engine.Recogniser, request.Engine.SphinxBase);
            _libraryLoaded = true;
            if (Find(request) is not { } loaded)
                return new(DecodeStatus.VocabularyLost, "", "", null, null);
            return payload.Length == 0 ? new(DecodeStatus.Decoded, "", "", null, null)
                : Decode(request, loaded, MemoryMarshal.Cast<byte, short>(payload));
        }
        catch (Exception ex) when (ex is EngineException or DllNotFoundException or EntryPointNotFoundException)
        {
            return new(DecodeStatus.Refused, "", "", null, ex.Message);
        }
    }

    public void Dispose()
    {
        foreach (var loaded in _kept)
            loaded.Dispose();
        _kept.Clear();
    }

    private static DecodeReply Decode(DecodeRequest request, Loaded loaded, ReadOnlySpan<short> samples)
    {
        var grammar = loaded.Small.Hear(GrammarSearch, samples, out _);
        var trigram = loaded.Small.Hear(TrigramSearch, samples, out _);
        if (Agreement.Between(grammar, trigram))
            return new(DecodeStatus.Decoded, grammar, trigram, null, null);
        if (samples.Length > LongestFree)
            return new(DecodeStatus.Decoded, grammar, trigram, trigram, null);
        loaded.Large ??= LoadLarge(request);
        return new(DecodeStatus.Decoded, grammar, trigram, loaded.Large.Hear(FreeSearch, samples, out _), null);
    }

    private Loaded? Find(DecodeRequest request)
    {
        for (var node = _kept.First; node is not null; node = node.Next)
        {
            if (!string.Equals(node.Value.Key, request.Vocabulary.Key, StringComparison.Ordinal))
                continue;
            _kept.Remove(node);
            _kept.AddFirst(node);
            return node.Value;
        }

        if (Load(request) is not { } loaded)
            return null;
        _kept.AddFirst(loaded);
        if (_kept.Count > request.Engine.VocabulariesKept)
        {
            _kept.Last!.Value.Dispose();
            _kept.RemoveLast();
        }

        return loaded;
    }

    private static Loaded? Load(DecodeRequest request)
    {
        var files = request.Vocabulary;
        if (!string.Equals(VocabularyHash.Of(files.Folder), files.Hash, StringComparison.Ordinal))
            return null;
        var decoder = new SphinxDecoder(request.Engine.AcousticModel, files.Dictionary, Tuning);
        try
        {
            decoder.AddGrammar(GrammarSearch, File.ReadAllText(files.Grammar));
            decoder.AddModel(TrigramSearch, files.Trigram);
            return new Loaded(files.Key, decoder);
        }
        catch (EngineException)
        {
            decoder.Dispose();
            throw;
        }
    }

    private static SphinxDecoder LoadLarge(DecodeRequest request)
    {
        var decoder = new SphinxDecoder(request.Engine.AcousticModel, request.Engine.Dictionary, LargeTuning);
        foreach (var line in File.ReadLines(request.Vocabulary.Dictionary))
        {
            // Words that the large dictionary has already are refused, which is meant: their phones are the same.
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            decoder.AddWord(line[..space], line[(space + 1)..]);
        }

        decoder.AddMixture(
            FreeSearch, (request.Vocabulary.Trigram, CommandWeight), (request.Engine.GeneralModel, GeneralWeight));
        return decoder;
    }

    private sealed record Loaded(string Key, SphinxDecoder Small) : IDisposable
    {
        public SphinxDecoder? Large { get; set; }

        public void Dispose()
        {
            Small.Dispose();
            Large?.Dispose();
        }
    }
}
