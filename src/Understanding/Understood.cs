namespace PawPal.Understanding;

/// <summary>What was made of one utterance.</summary>
/// <param name="Frames">In the order of the sentence; never empty (<c>out_of_scope</c> when nothing fitted).</param>
/// <param name="Question">Asked back when something is missing or ambiguous; nothing may be written before it is
/// answered.</param>
public sealed record Understood(IReadOnlyList<Frame> Frames, Question? Question = null);

/// <summary>An intent and its slots.</summary>
/// <param name="Intent">One of <see cref="Intents"/>.</param>
/// <param name="Confidence">0 to 1; below 0.5 nothing may be written.</param>
public sealed record Frame(string Intent, Slots Slots, double Confidence = 1);

/// <summary>The values of a frame; null where the sentence says nothing.</summary>
/// <param name="Pets">Names as the household spells them.</param>
/// <param name="Amount">Of <paramref name="Unit"/>; for each pet.</param>
/// <param name="Dose">"number unit", unit in the singular: <c>0.5 tablet</c>.</param>
/// <param name="When">The household's wall time (kind Unspecified).</param>
/// <param name="WhenPrecision">How exact <paramref name="When"/> is.</param>
/// <param name="Topic">What a question or an undo is about: feeding, walk, medication, weight.</param>
public sealed record Slots(
    IReadOnlyList<string>? Pets = null,
    decimal? Amount = null,
    string? Unit = null,
    string? Food = null,
    string? Medication = null,
    string? Dose = null,
    decimal? DurationMinutes = null,
    decimal? DistanceKm = null,
    decimal? WeightKg = null,
    DateTime? When = null,
    Precision? WhenPrecision = null,
    string? Topic = null);

/// <summary>How exact a time is.</summary>
public enum Precision
{
    /// <summary>To the minute.</summary>
    Exact,

    /// <summary>"Around eight".</summary>
    Approximate,

    /// <summary>A part of a day: morning, lunchtime, afternoon, evening, tonight, last night.</summary>
    PartOfDay,

    /// <summary>A date only; the time is 00:00.</summary>
    Day,
}

/// <summary>A question back.</summary>
/// <param name="Slot">The slot it would fill.</param>
/// <param name="Candidates">Values that fit, for "Bella or Max?"; empty when anything may be said.</param>
public sealed record Question(QuestionKind Kind, string Slot, IReadOnlyList<string> Candidates);

/// <summary>Why a question is asked.</summary>
public enum QuestionKind
{
    /// <summary>Needed and not said.</summary>
    Missing,

    /// <summary>Several values fit.</summary>
    Ambiguous,
}

/// <summary>The intents of this release.</summary>
public static class Intents
{
    public const string LogFeeding = "log_feeding";
    public const string LogWalk = "log_walk";
    public const string LogMedication = "log_medication";
    public const string LogWeight = "log_weight";
    public const string QueryLast = "query_last";
    public const string Undo = "undo";
    public const string Help = "help";
    public const string OutOfScope = "out_of_scope";
}
