namespace PawPal.Understanding;

/// <summary>What was made of one utterance.</summary>
/// <param name="Frames">In the order of the sentence; never empty (<c>out_of_scope</c> when nothing fitted).</param>
/// <param name="Question">Asked back when something is missing or ambiguous; nothing may be written before it is
/// answered.</param>
public sealed record Understood(IReadOnlyList<Frame> Frames, Question? Question = null)
{
    /// <summary>The frames take the place of those of the turn before: what was written of that is to be taken
    /// back.</summary>
    public bool Revises { get; init; }

    /// <summary>The answer to a <see cref="QuestionKind.Confirmation"/>: true is yes, to the same frames again; null
    /// where none was asked or something else was said.</summary>
    public bool? Consent { get; init; }

    /// <summary>The text is longer than <see cref="Interpreter.LongestText"/>: nothing of it was read.</summary>
    public bool IsTooLong { get; init; }
}

/// <summary>An intent and its slots.</summary>
/// <param name="Intent">One of <see cref="Intents"/>.</param>
/// <param name="Confidence">0 to 1; below 0.5 nothing may be written.</param>
public sealed record Frame(string Intent, Slots Slots, double Confidence = 1)
{
    /// <summary>Everything that fits is meant, not one of it: "cancel all of Pip's reminders".</summary>
    public bool All { get; init; }

    /// <summary>What it takes before this is carried out.</summary>
    public Risk Risk { get; init; }

    /// <summary>Where in the text the values of the slots were said, in its order.</summary>
    public IReadOnlyList<SlotSpan> Spans { get; init; } = [];
}

/// <summary>What it takes before a frame is carried out.</summary>
public enum Risk
{
    /// <summary>It changes nothing.</summary>
    None,

    /// <summary>It is done at once, told back, and can be undone.</summary>
    Undoable,

    /// <summary>It cannot well be undone (many plans at once), or may harm (a second dose): ask, and wait for a
    /// yes.</summary>
    Explicit,
}

/// <summary>The values of a frame; null where the sentence says nothing.</summary>
/// <param name="Pets">Names as the household spells them.</param>
/// <param name="Amount">Of <paramref name="Unit"/>; for each pet.</param>
/// <param name="Dose">"number unit", unit in the singular: <c>0.5 tablet</c>.</param>
/// <param name="When">The household's wall time (kind Unspecified).</param>
/// <param name="WhenPrecision">How exact <paramref name="When"/> is.</param>
/// <param name="Topic">What a frame is about: feeding, walk, medication, vet and so on; in <c>log_potty</c> and
/// <c>log_grooming</c> what was done; in <c>query_pet</c> the fact asked for.</param>
/// <param name="Recurrence">An RFC 5545 RRULE without its name: <c>FREQ=DAILY;BYHOUR=8;BYMINUTE=0</c>.</param>
/// <param name="Symptom">A sign of illness by its label: <c>vomiting</c>, <c>not eating</c>.</param>
/// <param name="AppointmentKind">vet, vaccination, grooming, dental, checkup, training, boarding, surgery, physio,
/// blood test, nail trim.</param>
/// <param name="Days">Length of a period in days, today is 1; in <c>reschedule</c> a shift, later is positive.</param>
/// <param name="Species">In the singular, where a species was said and no pet.</param>
/// <param name="Note">The speaker's own words, without the opening.</param>
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
    string? Topic = null,
    string? Recurrence = null,
    string? Symptom = null,
    string? AppointmentKind = null,
    int? Days = null,
    string? Species = null,
    string? Note = null);

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

    /// <summary>A week; the date is one of its days.</summary>
    Week,

    /// <summary>A month; the date is one of its days.</summary>
    Month,
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

    /// <summary>A frame is <see cref="Risk.Explicit"/>: yes or no.</summary>
    Confirmation,
}

/// <summary>Everything that can be asked of the assistant.</summary>
public static class Intents
{
    public const string LogFeeding = "log_feeding";
    public const string LogWalk = "log_walk";
    public const string LogMedication = "log_medication";
    public const string LogWeight = "log_weight";
    public const string LogPotty = "log_potty";
    public const string LogGrooming = "log_grooming";
    public const string LogSymptom = "log_symptom";
    public const string LogNote = "log_note";
    public const string CreateReminder = "create_reminder";
    public const string CreateAppointment = "create_appointment";
    public const string Reschedule = "reschedule";
    public const string Cancel = "cancel";
    public const string Skip = "skip";
    public const string CompleteReminder = "complete_reminder";
    public const string QueryLast = "query_last";
    public const string QueryHistory = "query_history";
    public const string QuerySchedule = "query_schedule";
    public const string QueryWeight = "query_weight";
    public const string QueryPet = "query_pet";
    public const string FoodSafety = "food_safety";
    public const string AddPet = "add_pet";
    public const string Undo = "undo";
    public const string HandoverSummary = "handover_summary";
    public const string Help = "help";
    public const string Greeting = "greeting";
    public const string OutOfScope = "out_of_scope";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        LogFeeding, LogWalk, LogMedication, LogWeight, LogPotty, LogGrooming, LogSymptom, LogNote, CreateReminder,
        CreateAppointment, Reschedule, Cancel, Skip, CompleteReminder, QueryLast, QueryHistory, QuerySchedule,
        QueryWeight, QueryPet, FoodSafety, AddPet, Undo, HandoverSummary, Help, Greeting, OutOfScope,
    ];
}
