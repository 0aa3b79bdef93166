using PawPal.Speech.Decoding;
using PawPal.Speech.Engines;
using PawPal.Speech.Vocabulary;

namespace PawPal.Speech.Transcription;

/// <summary>Reads the model and compiles the code before the first person waits for them.</summary>
internal sealed class WarmUp(
    EngineInstallation engines, VocabularyStore vocabularies, DecoderPool pool, ILogger<WarmUp> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (engines.MissingForRecognition is not null)
            return;
        try
        {
            await pool.SpreadAsync(await vocabularies.GetAsync(VocabularyHint.Empty));
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            log.VocabularyNotWritten(ex.GetType().Name);
        }
    }
}
