using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PawPal.Api.Voice;

/// <summary>Durations and outcomes of voice turns. Tags have few values: nothing that was said is among them.</summary>
internal sealed class VoiceMetrics
{
    public const string Name = "PawPal.Api.Voice";

    public const string Recognise = "recognise";
    public const string Understand = "understand";
    public const string AskModel = "ask_model";
    public const string Write = "write";
    public const string Speak = "speak";

    private static readonly ActivitySource Activities = new(Name);

    private static readonly string[] Outcomes =
    [
        "done", "question", "unsure", "refused", "out_of_scope", "not_heard", "voice_down", "forbidden", "replayed",
    ];

    private readonly Histogram<double> _turn;
    private readonly Histogram<double> _stage;
    private readonly Counter<long> _commands;

    public VoiceMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        var buckets = new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30],
        };
        _turn = meter.CreateHistogram(
            "pawpal.voice.turn.duration", "s", "Time from a command's arrival to its answer.", advice: buckets);
        _stage = meter.CreateHistogram(
            "pawpal.voice.stage.duration", "s", "Time that one stage of a voice turn took.", advice: buckets);
        _commands = meter.CreateCounter<long>("pawpal.voice.commands", "{command}", "Commands by what came of them.");
        // A rate needs a series from before the first event.
        foreach (var outcome in Outcomes)
        {
            Count(0, outcome, isSpoken: true);
            Count(0, outcome, isSpoken: false);
        }
    }

    /// <summary>Measures a whole turn until it is disposed.</summary>
    public Timing Turn(bool isSpoken) => new(_turn, "pawpal.input", Input(isSpoken), null, Stopwatch.GetTimestamp());

    /// <summary>Measures and traces a stage until it is disposed.</summary>
    public Timing Begin(string stage) => new(
        _stage, "pawpal.voice.stage", stage, Activities.StartActivity($"voice {stage}"), Stopwatch.GetTimestamp());

    /// <param name="outcome">One of <see cref="Outcomes"/>.</param>
    public void Ended(string outcome, bool isSpoken) => Count(1, outcome, isSpoken);

    private void Count(int commands, string outcome, bool isSpoken) => _commands.Add(
        commands,
        new KeyValuePair<string, object?>("pawpal.outcome", outcome),
        new KeyValuePair<string, object?>("pawpal.input", Input(isSpoken)));

    private static string Input(bool isSpoken) => isSpoken ? "voice" : "text";

    public readonly struct Timing(
        Histogram<double> duration, string tag, string value, Activity? activity, long begun) : IDisposable
    {
        public void Dispose()
        {
            duration.Record(
                Stopwatch.GetElapsedTime(begun).TotalSeconds, new KeyValuePair<string, object?>(tag, value));
            activity?.Dispose();
        }
    }
}
