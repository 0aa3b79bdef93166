using System.Globalization;

namespace PawPal.Understanding.Tests;

/// <summary>Writes what was understood as one line, so that a table can say what it expects.</summary>
internal static class Expect
{
    public static readonly HouseholdContext Home = new(
        new DateTime(2026, 3, 12, 18, 30, 0),
        [
            new("Bella", "dog", ["Bells"]), new("Max", "dog"), new("Luna", "cat"), new("Mochi", "cat"),
            new("Pip", "rabbit"), new("Mr. Whiskers", "cat"),
        ]);

    public static string Line(string text, HouseholdContext? home = null) =>
        Line(Interpreter.Understand(text, home ?? Home));

    public static string Line(Understood understood)
    {
        var line = string.Join(" + ", understood.Frames.Select(Line));
        if (understood.Question is not { } q) return line;
        var candidates = string.Join(", ", q.Candidates);
        return $"{line} ? {q.Kind.ToString().ToLowerInvariant()} {q.Slot}: {candidates}".TrimEnd(' ', ':');
    }

    private static string Line(Frame frame)
    {
        var s = frame.Slots;
        string?[] parts =
        [
            frame.Intent,
            s.Pets is null ? null : "pets=" + string.Join(",", s.Pets),
            Number("amount", s.Amount), Text("unit", s.Unit), Text("food", s.Food),
            Text("med", s.Medication), Text("dose", s.Dose), Number("min", s.DurationMinutes),
            Number("km", s.DistanceKm), Number("kg", s.WeightKg), Text("topic", s.Topic),
            Text("rrule", s.Recurrence), Text("symptom", s.Symptom), Text("kind", s.AppointmentKind),
            Number("days", s.Days), Text("species", s.Species), Text("note", s.Note),
            s.When is { } when ? "when=" + when.ToString("MM-dd'T'HH:mm",
                CultureInfo.InvariantCulture) + Mark(s.WhenPrecision) : null,
        ];
        return string.Join(' ', parts.Where(p => p is not null));
    }

    private static string Mark(Precision? precision) => precision switch
    {
        Precision.Approximate => "~",
        Precision.PartOfDay => "part",
        Precision.Day => "day",
        Precision.Week => "week",
        Precision.Month => "month",
        _ => "",
    };

    private static string? Text(string name, string? value) => value is null ? null : $"{name}={value}";

    private static string? Number(string name, decimal? value) =>
        value is { } number ? $"{name}={number.ToString("0.###", CultureInfo.InvariantCulture)}" : null;
}
