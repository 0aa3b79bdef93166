using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PawPal.Understanding;

/// <summary>Reads frames that something else wrote, by the schema of our own:
/// <c>{"frames":[{"intent":…,"slots":{…}}]}</c>.
/// One thing wrong, and nothing of it is believed.</summary>
public static partial class FrameSchema
{
    /// <summary>More frames are nobody's one breath.</summary>
    public const int MostFrames = 6;

    private const int LongestWord = 80;
    private const int LongestNote = 500;
    private const decimal Largest = 100_000;

    // Sure enough to write, and no surer.
    private const double Confidence = 0.6;

    private static readonly TimeSpan Farthest = TimeSpan.FromDays(800);

    /// <summary>Null for anything but frames that this household could have said: an unknown intent, slot, pet or
    /// value, a time that cannot be, a log of what lies ahead. A log without a pet comes with the question
    /// which.</summary>
    public static Understood? Read(string json, HouseholdContext household)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(household);
        try
        {
            using var document = JsonDocument.Parse(json, new() { MaxDepth = 8 });
            if (document.RootElement is not { ValueKind: JsonValueKind.Object } root
                || !root.TryGetProperty("frames", out var frames) || frames.ValueKind != JsonValueKind.Array
                || frames.GetArrayLength() is 0 or > MostFrames)
                return null;
            var read = frames.EnumerateArray().Select(frame => ReadFrame(frame, household)).ToArray();
            return Array.Exists(read, frame => frame is null) ? null : Asked([.. read.OfType<Frame>()], household);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Understood Asked(Frame[] frames, HouseholdContext household)
    {
        var lacks = Array.Exists(frames, f => f.Slots.Pets is null && IsLog(f.Intent));
        return new(frames, lacks ? new(QuestionKind.Missing, SlotNames.Pets, [.. household.Pets.Select(
            p => p.Name)]) : null);
    }

    private static bool IsLog(string intent) => intent.StartsWith("log_", StringComparison.Ordinal);

    private static Frame? ReadFrame(JsonElement frame, HouseholdContext household)
    {
        if (frame.ValueKind != JsonValueKind.Object || !frame.TryGetProperty("intent", out var named)
            || named.ValueKind != JsonValueKind.String || named.GetString() is not { } intent
            || !Intents.All.Contains(intent, StringComparer.Ordinal))
            return null;
        var slots = new Slots();
        if (frame.TryGetProperty("slots", out var given))
        {
            if (given.ValueKind != JsonValueKind.Object) return null;
            foreach (var slot in given.EnumerateObject())
            {
                if (slot.Value.ValueKind == JsonValueKind.Null) continue;
                if (ReadSlot(slots, slot.Name, slot.Value, intent, household) is not { } more) return null;
                slots = more;
            }
        }

        if (!Fits(intent, slots, household)) return null;
        return RiskReader.Read(new(intent, slots, Confidence), household);
    }

    // What happened has happened; a reminder that says nothing reminds of nothing.
    private static bool Fits(string intent, Slots slots, HouseholdContext household) =>
        (!IsLog(intent) || slots.When is null || slots.When <= household.Now.AddMinutes(5))
        && intent switch
        {
            Intents.LogMedication => slots.Medication is not null,
            Intents.LogSymptom => slots.Symptom is not null,
            Intents.LogNote => slots.Note is not null,
            Intents.CreateAppointment => slots.AppointmentKind is not null,
            Intents.FoodSafety => slots.Food is not null,
            _ => true,
        };

    private static Slots? ReadSlot(
        Slots slots, string name, JsonElement value, string intent, HouseholdContext household) => name switch
        {
            SlotNames.Pets => Pets(value, intent, household) is { } pets ? slots with { Pets = pets } : null,
            SlotNames.Amount => Number(value) is { } amount ? slots with { Amount = amount } : null,
            SlotNames.Unit => Word(value) is { } unit ? slots with { Unit = unit } : null,
            SlotNames.Food => Word(value) is { } food ? slots with { Food = food } : null,
            SlotNames.Medication => Word(value) is { } medicine ? slots with { Medication = medicine } : null,
            SlotNames.Dose => Word(value) is { } dose && DoseForm().IsMatch(dose) ? slots with { Dose = dose } : null,
            SlotNames.DurationMinutes => Signed(value) is { } minutes ? slots with { DurationMinutes = minutes } : null,
            SlotNames.DistanceKm => Number(value) is { } km ? slots with { DistanceKm = km } : null,
            SlotNames.WeightKg => Number(value) is { } kg ? slots with { WeightKg = kg } : null,
            SlotNames.When => When(value, household) is { } when
                ? slots with { When = when, WhenPrecision = Precision.Exact } : null,
            SlotNames.Topic => Word(value) is { } topic ? slots with { Topic = topic } : null,
            SlotNames.Recurrence => Word(value, LongestNote) is { } rule && RuleForm().IsMatch(rule)
                ? slots with { Recurrence = rule } : null,
            SlotNames.Symptom => Word(value) is { } symptom ? slots with { Symptom = symptom } : null,
            SlotNames.AppointmentKind => Word(value) is { } kind ? slots with { AppointmentKind = kind } : null,
            SlotNames.Days => Signed(value) is { } days && days == Math.Floor(days) ? slots with { Days = (int)days }
                : null,
            SlotNames.Species => Word(value) is { } species ? slots with { Species = species } : null,
            SlotNames.Note => Word(value, LongestNote) is { } note ? slots with { Note = note } : null,
            _ => null,
        };

    // Only a new pet may have a name that nobody knows.
    private static List<string>? Pets(JsonElement value, string intent, HouseholdContext household)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() is 0 or > 500) return null;
        var pets = new List<string>();
        foreach (var one in value.EnumerateArray())
        {
            if (Word(one) is not { } name) return null;
            var known = household.Pets.FirstOrDefault(p => string.Equals(p.Name, name,
                StringComparison.OrdinalIgnoreCase));
            if (known is null && intent is not Intents.AddPet) return null;
            pets.Add(known?.Name ?? name);
        }

        return pets;
    }

    private static string? Word(JsonElement value, int longest = LongestWord) =>
        value.ValueKind == JsonValueKind.String && value.GetString()!.Trim() is { Length: > 0 } word
        && word.Length <= longest && !word.Any(char.IsControl) ? word : null;

    private static decimal? Signed(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && Math.Abs(number) <= Largest
            ? number : null;

    private static decimal? Number(JsonElement value) => Signed(value) is > 0 and var number ? number : null;

    private static DateTime? When(JsonElement value, HouseholdContext household) =>
        Word(value) is { } text && DateTime.TryParseExact(text, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture,
            DateTimeStyles.None, out var when) && (when - household.Now).Duration() <= Farthest ? when : null;

    [GeneratedRegex(@"^\d{1,5}(\.\d{1,4})? [a-z]{1,20}$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 100)]
    private static partial Regex DoseForm();

    [GeneratedRegex(@"^FREQ=(MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)(;[A-Z]+=[A-Z0-9,+-]+)*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 100)]
    private static partial Regex RuleForm();
}
