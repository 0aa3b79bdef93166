using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PawPal.Speech.Decoding;

/// <summary>The functions of pocketsphinx 5prealpha that PawPal calls. All handles are plain pointers.</summary>
/// <remarks>Called only in a decoder process: a damaged model ends the process that reads it.</remarks>
internal static unsafe partial class SphinxLibrary
{
    private const string Recogniser = "pocketsphinx";
    private const string Base = "sphinxbase";

    /// <summary>Loads the two libraries by the names or paths given, and silences their log. Call once.</summary>
    public static void Load(string recogniser, string sphinxBase)
    {
        NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), (name, _, _) => name switch
        {
            Recogniser => NativeLibrary.Load(recogniser),
            Base => NativeLibrary.Load(sphinxBase),
            _ => 0,
        });
        // The callback takes a format and variable arguments; it reads neither, so the fixed part is enough.
        SetErrorCallback(&Ignore, 0);
        SetErrorLog(0);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Ignore(nint user, int level, nint format)
    {
    }

    [LibraryImport(Base, EntryPoint = "err_set_callback")]
    private static partial void SetErrorCallback(delegate* unmanaged[Cdecl]<nint, int, nint, void> callback, nint user);

    [LibraryImport(Base, EntryPoint = "err_set_logfp")]
    private static partial void SetErrorLog(nint file);

    [LibraryImport(Recogniser, EntryPoint = "ps_args")]
    public static partial nint Arguments();

    [LibraryImport(Base, EntryPoint = "cmd_ln_parse_r")]
    public static partial nint ParseConfiguration(
        nint existing, nint definitions, int count, byte** arguments, int strict);

    [LibraryImport(Base, EntryPoint = "cmd_ln_free_r")]
    public static partial int FreeConfiguration(nint configuration);

    [LibraryImport(Recogniser, EntryPoint = "ps_init")]
    public static partial nint Create(nint configuration);

    [LibraryImport(Recogniser, EntryPoint = "ps_free")]
    public static partial int Free(nint decoder);

    [LibraryImport(Recogniser, EntryPoint = "ps_get_logmath")]
    public static partial nint LogMath(nint decoder);

    [LibraryImport(Recogniser, EntryPoint = "ps_get_config")]
    public static partial nint Configuration(nint decoder);

    [LibraryImport(Recogniser, EntryPoint = "ps_add_word", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int AddWord(nint decoder, string word, string phones, int update);

    [LibraryImport(Base, EntryPoint = "jsgf_parse_string", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint ParseGrammar(string text, nint parent);

    [LibraryImport(Base, EntryPoint = "jsgf_get_public_rule")]
    public static partial nint PublicRule(nint grammar);

    [LibraryImport(Base, EntryPoint = "jsgf_build_fsg")]
    public static partial nint BuildAutomaton(nint grammar, nint rule, nint logMath, float languageWeight);

    [LibraryImport(Base, EntryPoint = "jsgf_grammar_free")]
    public static partial void FreeGrammar(nint grammar);

    [LibraryImport(Base, EntryPoint = "fsg_model_free")]
    public static partial int FreeAutomaton(nint automaton);

    [LibraryImport(Recogniser, EntryPoint = "ps_set_fsg", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetAutomaton(nint decoder, string name, nint automaton);

    [LibraryImport(Recogniser, EntryPoint = "ps_set_lm_file", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetModelFile(nint decoder, string name, string path);

    [LibraryImport(Recogniser, EntryPoint = "ps_set_lm", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetModel(nint decoder, string name, nint model);

    [LibraryImport(Base, EntryPoint = "ngram_model_read", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint ReadModel(nint configuration, string path, int fileType, nint logMath);

    [LibraryImport(Base, EntryPoint = "ngram_model_set_init")]
    public static partial nint CreateModelSet(
        nint configuration, nint* models, byte** names, float* weights, int count);

    [LibraryImport(Base, EntryPoint = "ngram_model_free")]
    public static partial int FreeModel(nint model);

    [LibraryImport(Recogniser, EntryPoint = "ps_set_search", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Select(nint decoder, string name);

    [LibraryImport(Recogniser, EntryPoint = "ps_start_stream")]
    public static partial int StartStream(nint decoder);

    [LibraryImport(Recogniser, EntryPoint = "ps_start_utt")]
    public static partial int StartUtterance(nint decoder);

    [LibraryImport(Recogniser, EntryPoint = "ps_process_raw")]
    public static partial int Process(nint decoder, short* samples, nuint count, int noSearch, int whole);

    [LibraryImport(Recogniser, EntryPoint = "ps_end_utt")]
    public static partial int EndUtterance(nint decoder);

    [LibraryImport(Recogniser, EntryPoint = "ps_get_hyp")]
    public static partial nint Hypothesis(nint decoder, int* score);
}
