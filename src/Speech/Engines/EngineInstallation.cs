using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using PawPal.Speech.Decoding;
using PawPal.Speech.Synthesis;

namespace PawPal.Speech.Engines;

/// <summary>Which engines this machine has, looked up once at the start.</summary>
internal sealed class EngineInstallation
{
    private readonly EspeakProgram _espeak;

    public EngineInstallation(IOptions<SpeechOptions> options, EspeakProgram espeak)
    {
        _espeak = espeak;
        var settings = options.Value;
        Files = new(
            settings.PocketSphinx, settings.SphinxBase, Path.Combine(settings.Model, "en-us"),
            Path.Combine(settings.Model, "cmudict-en-us.dict"), Path.Combine(settings.Model, "en-us.lm.bin"),
            settings.VocabulariesKept);
        MissingForRecognition = FindMissing(settings);
    }

    public EngineFiles Files { get; }

    /// <summary>A sentence that says what is missing and how to get it; null when recognition can work.</summary>
    public string? MissingForRecognition { get; }

    /// <summary>The same for synthesis.</summary>
    public string? MissingForSynthesis => _espeak.IsInstalled
        ? null
        : "Speaking needs espeak-ng, which is not installed: apt-get install espeak-ng";

    private static string? FindMissing(SpeechOptions settings)
    {
        // The base library first: the recogniser is linked to it.
        if (!CanLoad(settings.SphinxBase) || !CanLoad(settings.PocketSphinx))
            return "Listening needs pocketsphinx, which is not installed: "
                + "apt-get install libpocketsphinx3 pocketsphinx-en-us";
        return Compare(settings.Model, settings.TrustModel) switch
        {
            ModelState.Missing =>
                "Listening needs a model of English, which is not installed: apt-get install pocketsphinx-en-us",
            ModelState.Changed =>
                "The model of English is damaged or of another version: apt-get install --reinstall pocketsphinx-en-us",
            _ => null,
        };
    }

    private static bool CanLoad(string library)
    {
        if (!NativeLibrary.TryLoad(library, out var handle))
            return false;
        NativeLibrary.Free(handle);
        return true;
    }

    // A damaged model ends the process that reads it, again and again: better to find out before.
    private static ModelState Compare(string model, bool isTrusted)
    {
        using var list = typeof(EngineInstallation).Assembly.GetManifestResourceStream("model.sha256")!;
        using var reader = new StreamReader(list);
        // The shape of a line: the hash, two spaces, the file's path in the model's folder.
        while (reader.ReadLine()?.Split("  ") is [var expected, var name])
        {
            var path = Path.Combine(model, name);
            if (!File.Exists(path))
                return ModelState.Missing;
            if (isTrusted)
                continue;
            using var file = File.OpenRead(path);
            if (!Convert.ToHexStringLower(SHA256.HashData(file)).Equals(expected, StringComparison.Ordinal))
                return ModelState.Changed;
        }

        return ModelState.Good;
    }

    private enum ModelState
    {
        Good,
        Missing,
        Changed,
    }
}
