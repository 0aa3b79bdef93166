using System.ComponentModel.DataAnnotations;

namespace PawPal.Speech;

/// <summary>Settings of the speech service, section <c>Speech</c>. Without any of them it works on Debian.</summary>
public sealed record SpeechOptions
{
    public const string Section = "Speech";

    /// <summary>Decoder processes: one per core is best.</summary>
    [Range(1, 16)]
    public int Decoders { get; init; } = 2;

    /// <summary>Recordings that may wait for a decoder; more are answered with 429.</summary>
    [Range(1, 256)]
    public int QueueLimit { get; init; } = 16;

    /// <summary>What a decoder process may take for loading a vocabulary and a short recording.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan DecodeDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What it may take beyond that, in seconds for each second of sound.</summary>
    [Range(0.1, 60)]
    public double DecodeSecondsPerSecond { get; init; } = 3;

    /// <summary>Vocabularies that each decoder process keeps loaded, about 80 MB each.</summary>
    [Range(1, 64)]
    public int VocabulariesKept { get; init; } = 3;

    /// <summary>Vocabularies kept as files, about 2 MB each.</summary>
    [Range(1, 10_000)]
    public int VocabulariesCached { get; init; } = 64;

    /// <summary>Folder for them; empty: below the temporary folder of the system, readable by this user only.</summary>
    public string CacheFolder { get; init; } = "";

    /// <summary>The recogniser: a library name or path.</summary>
    [Required]
    public string PocketSphinx { get; init; } = "libpocketsphinx.so.3";

    /// <summary>The recogniser's base library: a name or path.</summary>
    [Required]
    public string SphinxBase { get; init; } = "libsphinxbase.so.3";

    /// <summary>Folder of the model: <c>en-us/</c>, <c>cmudict-en-us.dict</c>, <c>en-us.lm.bin</c>.</summary>
    [Required]
    public string Model { get; init; } = "/usr/share/pocketsphinx/model/en-us";

    /// <summary>True takes a model other than Debian's, whose files are then not compared with known hashes.</summary>
    public bool TrustModel { get; init; }

    /// <summary>The synthesiser: a program name or path.</summary>
    [Required]
    public string Espeak { get; init; } = "espeak-ng";

    /// <summary>
    /// The voice of requests that name none, as in <c>espeak-ng --voices</c>, with a variant after a plus.
    /// </summary>
    [Required]
    public string Voice { get; init; } = "en-us+f3";

    /// <summary>Words per minute at speed 1.</summary>
    [Range(80, 450)]
    public int WordsPerMinute { get; init; } = 150;
}
