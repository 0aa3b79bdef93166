using System.Diagnostics.Metrics;

namespace PawPal.Speech.Transcription;

/// <summary>How long hearing takes and what comes of it. No words are measured, only times and outcomes.</summary>
internal sealed class TranscriptionMetrics
{
    public const string MeterName = "PawPal.Speech.Transcription";

    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _realTimeFactor;

    public TranscriptionMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _duration = meter.CreateHistogram<double>(
            "pawpal.speech.recognition.duration", "s", "Time from a recording to its words, waiting included.");
        _realTimeFactor = meter.CreateHistogram<double>(
            "pawpal.speech.recognition.realtime_factor", "1", "The same, divided by the length of the recording.");
    }

    public void Record(string outcome, TimeSpan taken, TimeSpan sound)
    {
        var tag = new KeyValuePair<string, object?>("pawpal.outcome", outcome);
        _duration.Record(taken.TotalSeconds, tag);
        if (sound > TimeSpan.Zero)
            _realTimeFactor.Record(taken / sound, tag);
    }
}
