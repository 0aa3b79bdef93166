using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PawPal.Understanding.Evaluation;

/// <summary>Writes what was understood in the scorer's form: one JSON object per line, snake_case slots.</summary>
internal static class Predictions
{
    /// <summary>The household and the moment that the labelled utterances assume.</summary>
    public static readonly HouseholdContext Household = new(
        new DateTime(2026, 3, 12, 18, 30, 0),
        [
            new("Bella", "dog"), new("Max", "dog"), new("Luna", "cat"), new("Mochi", "cat"), new("Pip", "rabbit"),
            new("Mr. Whiskers", "cat"),
        ]);

    public static IEnumerable<string> Of(IEnumerable<string> lines, bool isMulti)
    {
        // The first call loads the lexicon; it is no part of an utterance's time.
        Interpreter.Understand("fed Max", Household);
        foreach (var line in lines.Where(l => l.Length > 0))
        {
            using var gold = JsonDocument.Parse(line);
            var text = gold.RootElement.GetProperty("text").GetString()!;
            var start = Stopwatch.GetTimestamp();
            var understood = Interpreter.Understand(text, Household);
            var micros = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            var prediction = isMulti
                ? new JsonObject { ["frames"] = new JsonArray([.. understood.Frames.Select(Frame)]) }
                : Frame(understood.Frames[0]);
            prediction["id"] = gold.RootElement.GetProperty("id").GetString();
            prediction["micros"] = Math.Round(micros, 1);
            yield return prediction.ToJsonString();
        }
    }

    private static JsonObject Frame(Frame frame) => new()
    {
        ["intent"] = frame.Intent,
        ["slots"] = new JsonObject(Slots(frame.Slots).Where(slot => slot.Value is not null)),
    };

    private static Dictionary<string, JsonNode?> Slots(Slots slots) => new(StringComparer.Ordinal)
    {
        ["pets"] = slots.Pets is { } pets ? new JsonArray([.. pets.Select(p => (JsonNode)p)]) : null,
        ["amount"] = slots.Amount,
        ["unit"] = slots.Unit,
        ["food"] = slots.Food,
        ["medication"] = slots.Medication,
        ["dose"] = slots.Dose,
        ["duration_minutes"] = slots.DurationMinutes,
        ["distance_km"] = slots.DistanceKm,
        ["weight_kg"] = slots.WeightKg,
        ["when"] = slots.When?.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture),
        ["topic"] = slots.Topic,
        ["recurrence"] = slots.Recurrence,
        ["symptom"] = slots.Symptom,
        ["appointment_kind"] = slots.AppointmentKind,
        ["days"] = slots.Days,
        ["species"] = slots.Species,
        ["note"] = slots.Note,
    };
}
