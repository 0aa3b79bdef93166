using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PawPal.Api.Voice;

/// <summary>Durations and outcomes of voice turns. Tags have few values: nothing that was said is among them.</summary>
internal sealed class VoiceMetrics
{
    public const string Name = "PawPal.Api.Voice";

    public const string Recognise = "recognise";
    public const string Understand = "understand";
    public const string Write = "write";
    public const string Speak = "speak";

    private static readonly ActivitySource Activities = new(Name);

    private readonly Histogram<double> _stage;
    private readonly Counter<long> _commands;

    public VoiceMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _stage = meter.CreateHistogram(
            "pawpal.voice.stage.duration", "s", "Time that one stage of a voice turn took.",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30],
            });
        _commands = meter.CreateCounter<long>("pawpal.voice.commands", "{command}", "Commands by what came of them.");
    }

    /// <summary>Measures and traces a stage until it is disposed.</summary>
    public Stage Begin(string stage) =>
        new(_stage, stage, Activities.StartActivity($"voice {stage}"), Stopwatch.GetTimestamp());

    /// <param name="outcome">
    /// done, question, unsure, refused, out_of_scope, not_heard, voice_down, forbidden, replayed.
    /// </param>
    public void Ended(string outcome, bool isSpoken) => _commands.Add(
        1,
        new KeyValuePair<string, object?>("pawpal.outcome", outcome),
        new KeyValuePair<string, object?>("pawpal.input", isSpoken ? "voice" : "text"));

    public readonly struct Stage(Histogram<double> duration, string stage, Activity? activity, long begun) : IDisposable
    {
        public void Dispose()
        {
            duration.Record(
                Stopwatch.GetElapsedTime(begun).TotalSeconds,
                new KeyValuePair<string, object?>("pawpal.voice.stage", stage));
            activity?.Dispose();
        }
    }
}
