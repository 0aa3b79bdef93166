using PawPal.Api.Commands;

namespace PawPal.Api.Medications;

/// <summary>Directions read back in plain words, as formularies advise: "1 tablet twice a day, 12 hours
/// apart".</summary>
internal static class DirectionWords
{
    private static readonly Sentences Words = new("PawPal.Api.Medications.Replies");

    public static string Say(Directions directions)
    {
        var often = directions.IsAsNeeded
            ? Words["Often.AsNeeded", directions.LeastHours!.Value, Times(directions.MostPerDay!.Value)]
            : Words[$"Often.{directions.Often}", directions.OftenNumber];
        var parts = new List<string>
        {
            directions.Unit is { } unit ? Words["DoseOften", Spoken.Measure(directions.Amount!.Value, unit), often]
                : often,
        };
        parts.AddRange(directions.Ways.Select(way => Words[$"Way.{way}"]));
        if (directions.Days is { } days)
            parts.Add(Words["ForDays", Spoken.Measure(days, "day")]);
        return string.Join(Words["Comma"], parts);
    }

    /// <summary>The sentence about what is wrong.</summary>
    public static string Say(DirectionsFault fault) => Words[$"Fault.{fault.Key}", fault.Word];

    private static string Times(int times) => times == 1 ? Words["Once"] : Words["Times", times];
}
