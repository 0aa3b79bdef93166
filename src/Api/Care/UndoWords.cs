using PawPal.Api.Commands;

namespace PawPal.Api.Care;

internal static class UndoWords
{
    private static readonly Sentences Replies = new("PawPal.Api.Care.Replies");

    /// <summary>"I took back the walk for Max, today at 7:05 pm."</summary>
    public static string Say(IReadOnlyList<CareEvent> events, Func<DateTimeOffset, TimePrecision, string> when)
    {
        var parts = events
            .GroupBy(e => (e.Response.Kind, When: when(e.Response.OccurredAt, e.Precision)))
            .Select(same => Replies[
                $"Took.{same.Key.Kind}",
                Spoken.All([.. same.Select(e => e.Response.Pet).Distinct(StringComparer.Ordinal)]),
                same.Key.When])
            .ToList();
        return Replies["TookBack", Spoken.All(parts)];
    }
}
