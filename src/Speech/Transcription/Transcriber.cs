using PawPal.Speech.Audio;
using PawPal.Speech.Decoding;
using PawPal.Speech.Vocabulary;

namespace PawPal.Speech.Transcription;

/// <summary>From a recording to words and the trust in them.</summary>
internal sealed class Transcriber(
    DecoderPool pool, VocabularyStore vocabularies, TranscriptionMetrics metrics, TimeProvider clock,
    ILogger<Transcriber> log)
{
    private const double DisagreedLogProbability = -1;
    private const int VocabularyAttempts = 2;

    public async Task<TranscriptionOutcome> TranscribeAsync(Sound recorded, VocabularyHint hint, CancellationToken ct)
    {
        var start = clock.GetTimestamp();
        var sound = await Task.Run(() => Resampler.To(Recording.Rate, recorded), ct);
        var transcript = SpeechActivity.IsLikelyIn(sound)
            ? await TryDecodeAsync(sound, hint, ct)
            : NotHeard(sound, 0.95);
        if (transcript is null)
            return new TranscriptionOutcome.Failed();
        metrics.Record(transcript.Outcome, clock.GetElapsedTime(start), sound.Duration);
        return new TranscriptionOutcome.Done(transcript);
    }

    private async Task<Transcript?> TryDecodeAsync(Sound sound, VocabularyHint hint, CancellationToken ct)
    {
        try
        {
            return await DecodeAsync(sound, hint, ct);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            // The cause only: a message of the file system could hold a path, never words, but nobody needs either.
            log.VocabularyNotWritten(ex.GetType().Name);
            return null;
        }
    }

    private async Task<Transcript?> DecodeAsync(Sound sound, VocabularyHint hint, CancellationToken ct)
    {
        var samples = Conditioning.Apply(sound.Samples);
        for (var attempt = 1; attempt <= VocabularyAttempts; attempt++)
        {
            var files = await vocabularies.GetAsync(hint);
            switch (await pool.DecodeAsync(files, samples, ct))
            {
                case { Status: DecodeStatus.Decoded } reply:
                    // The household's next command may meet another process.
                    _ = pool.SpreadAsync(files);
                    return Judge(reply, sound, hint);
                case { Status: DecodeStatus.VocabularyLost }:
                    vocabularies.Forget(files);
                    break;
                case var refused:
                    if (refused is not null)
                        log.RecogniserRefused(refused.Reason);
                    return null;
            }
        }

        return null;
    }

    private static Transcript Judge(DecodeReply reply, Sound sound, VocabularyHint hint)
    {
        if (reply.Free is null)
        {
            var doubt = Agreement.Distance(reply.Grammar, reply.Trigram);
            return new(Spelling.Apply(reply.Grammar, hint), -doubt, 0.05, sound.Duration, Transcript.Agreed);
        }

        return reply.Free.Length == 0
            ? NotHeard(sound, 0.8)
            : new(
                Spelling.Apply(reply.Free, hint),
                DisagreedLogProbability - Agreement.Distance(reply.Grammar, reply.Free),
                0.2, sound.Duration, Transcript.Disagreed);
    }

    private static Transcript NotHeard(Sound sound, double probability) =>
        new("", DisagreedLogProbability, probability, sound.Duration, Transcript.NotHeard);
}
