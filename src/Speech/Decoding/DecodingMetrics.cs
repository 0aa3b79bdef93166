using System.Diagnostics.Metrics;

namespace PawPal.Speech.Decoding;

/// <summary>How the decoder processes fare.</summary>
internal sealed class DecodingMetrics
{
    public const string MeterName = "PawPal.Speech.Decoding";

    private readonly UpDownCounter<long> _queue;
    private readonly Counter<long> _replaced;

    public DecodingMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _queue = meter.CreateUpDownCounter<long>(
            "pawpal.speech.queue.length", "{recording}", "Recordings in work or waiting for a decoder.");
        _replaced = meter.CreateCounter<long>(
            "pawpal.speech.decoder.replaced", "{process}", "Decoder processes that ended or hung and were replaced.");
    }

    public void QueueChanged(int by) => _queue.Add(by);

    public void Replaced(string reason) => _replaced.Add(1, new KeyValuePair<string, object?>("pawpal.reason", reason));
}
