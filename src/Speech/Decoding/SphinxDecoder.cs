using System.Runtime.InteropServices;
using System.Text;

namespace PawPal.Speech.Decoding;

/// <summary>One pocketsphinx decoder with its searches. Not for two threads at once.</summary>
internal sealed unsafe class SphinxDecoder : IDisposable
{
    private const float GrammarWeight = 6.5f;
    private const int DetectFileType = 0;

    private nint _handle;

    /// <param name="acousticModel">Folder of the acoustic model.</param>
    /// <param name="dictionary">Every word the decoder may hear, with its phones.</param>
    /// <exception cref="EngineException">The model or the dictionary cannot be read.</exception>
    /// <param name="tuning">More arguments of pocketsphinx, such as the width of its beams.</param>
    public SphinxDecoder(string acousticModel, string dictionary, params ReadOnlySpan<string> tuning)
    {
        string[] arguments =
            ["pocketsphinx", "-hmm", acousticModel, "-dict", dictionary, "-remove_noise", "yes", .. tuning];
        var pointers = Utf8(arguments);
        try
        {
            nint configuration;
            fixed (nint* first = pointers)
            {
                configuration = Required(
                    SphinxLibrary.ParseConfiguration(0, SphinxLibrary.Arguments(), pointers.Length, (byte**)first, 0),
                    "configuration");
            }

            _handle = SphinxLibrary.Create(configuration);
            _ = SphinxLibrary.FreeConfiguration(configuration);
            _ = Required(_handle, "acoustic model");
        }
        finally
        {
            Release(pointers);
        }
    }

    /// <summary>Adds a pronunciation; a second one of the same word is named <c>word(2)</c>.</summary>
    public void AddWord(string word, string phones) => _ = SphinxLibrary.AddWord(_handle, word, phones, 0);

    /// <summary>Adds a search that hears only sentences of a JSGF grammar.</summary>
    public void AddGrammar(string name, string text)
    {
        // ps_set_jsgf_string would be shorter, and loses half a megabyte in each call.
        var grammar = Required(SphinxLibrary.ParseGrammar(text, 0), "grammar");
        var rule = Required(SphinxLibrary.PublicRule(grammar), "grammar");
        var automaton = Required(
            SphinxLibrary.BuildAutomaton(grammar, rule, SphinxLibrary.LogMath(_handle), GrammarWeight), "grammar");
        var result = SphinxLibrary.SetAutomaton(_handle, name, automaton);
        _ = SphinxLibrary.FreeAutomaton(automaton);
        SphinxLibrary.FreeGrammar(grammar);
        Succeeded(result, "grammar");
    }

    /// <summary>Adds a search over a statistical model.</summary>
    public void AddModel(string name, string path) =>
        Succeeded(SphinxLibrary.SetModelFile(_handle, name, path), "language model");

    /// <summary>Adds a search over two models mixed by weight.</summary>
    public void AddMixture(string name, (string Path, float Weight) first, (string Path, float Weight) second)
    {
        var configuration = SphinxLibrary.Configuration(_handle);
        var logMath = SphinxLibrary.LogMath(_handle);
        var models = stackalloc nint[2];
        models[0] = SphinxLibrary.ReadModel(configuration, first.Path, DetectFileType, logMath);
        models[1] = SphinxLibrary.ReadModel(configuration, second.Path, DetectFileType, logMath);
        _ = Required(models[0], "language model");
        _ = Required(models[1], "language model");
        var weights = stackalloc float[] { first.Weight, second.Weight };
        var names = Utf8(["first", "second"]);
        try
        {
            fixed (nint* firstName = names)
            {
                var set = Required(
                    SphinxLibrary.CreateModelSet(configuration, models, (byte**)firstName, weights, 2),
                    "language model");
                var result = SphinxLibrary.SetModel(_handle, name, set);
                _ = SphinxLibrary.FreeModel(set);
                Succeeded(result, "language model");
            }
        }
        finally
        {
            Release(names);
        }
    }

    /// <summary>Hears one whole utterance; empty when nothing was heard.</summary>
    /// <param name="search">A search added before.</param>
    /// <param name="samples">16 kHz, mono.</param>
    /// <param name="score">Logarithmic score of the path, in pocketsphinx's own base; only for comparisons.</param>
    public string Hear(string search, ReadOnlySpan<short> samples, out int score)
    {
        score = 0;
        Succeeded(SphinxLibrary.Select(_handle, search), search);
        // Noise estimates carry over from one utterance to the next unless a new stream is started.
        Succeeded(SphinxLibrary.StartStream(_handle), "stream");
        Succeeded(SphinxLibrary.StartUtterance(_handle), "utterance");
        fixed (short* first = samples)
        {
            if (samples.Length > 0)
                _ = SphinxLibrary.Process(_handle, first, (nuint)samples.Length, 0, whole: 1);
        }

        _ = SphinxLibrary.EndUtterance(_handle);
        int best;
        var text = SphinxLibrary.Hypothesis(_handle, &best);
        if (text == 0)
            return "";
        score = best;
        return Marshal.PtrToStringUTF8(text) ?? "";
    }

    public void Dispose()
    {
        if (_handle != 0)
            _ = SphinxLibrary.Free(_handle);
        _handle = 0;
    }

    private static nint[] Utf8(string[] texts)
    {
        // sphinxbase keeps pointing at the names of a model set only while it copies them.
        var pointers = new nint[texts.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(texts[i] + "\0");
            pointers[i] = Marshal.AllocHGlobal(bytes.Length);
            Marshal.Copy(bytes, 0, pointers[i], bytes.Length);
        }

        return pointers;
    }

    private static void Release(nint[] pointers)
    {
        foreach (var pointer in pointers)
            Marshal.FreeHGlobal(pointer);
    }

    private static nint Required(nint handle, string what) =>
        handle != 0 ? handle : throw new EngineException($"pocketsphinx could not read its {what}");

    private static void Succeeded(int result, string what)
    {
        if (result < 0)
            throw new EngineException($"pocketsphinx refused its {what}");
    }
}
