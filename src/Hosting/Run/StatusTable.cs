using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.Run;

/// <summary>The one table at the end of a start: resource, state, URL.</summary>
internal static class StatusTable
{
    public static IEnumerable<string> Lines(IEnumerable<ResourceEvent> resources)
    {
        var rows = resources.Select(r => new[] { r.ResourceId, State(r.Snapshot), Where(r.Snapshot) })
            .Prepend(["resource", "state", "URL"]).ToArray();
        var widths = Enumerable.Range(0, 2).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var (index, row) in rows.Index())
        {
            yield return $"{row[0].PadRight(widths[0])} | {row[1].PadRight(widths[1])} | {row[2]}".TrimEnd();
            if (index == 0)
                yield return $"{new string('-', widths[0])}-+-{new string('-', widths[1])}-+-{new string('-', 40)}";
        }
    }

    /// <summary>The address a person should open: that of the first external endpoint.</summary>
    public static string? ToOpen(IEnumerable<ResourceEvent> resources) =>
        resources.SelectMany(r => r.Snapshot.Urls).FirstOrDefault(url => !url.IsInternal && url.Name is not null)?.Url;

    private static string State(CustomResourceSnapshot snapshot) => snapshot.HealthStatus switch
    {
        _ when snapshot.HealthReports.IsEmpty => snapshot.State?.Text ?? "",
        { } health => $"{snapshot.State?.Text} ({health.ToString().ToLowerInvariant()})",
        null => snapshot.State?.Text ?? "",
    };

    private static string Where(CustomResourceSnapshot snapshot)
    {
        ImmutableArray<string?> parts =
        [
            snapshot.Urls.FirstOrDefault()?.Url, snapshot.Property(CustomResourceKnownProperties.Source),
            snapshot.Property(ResourceProperties.Failure),
        ];
        return string.Join("  ", parts.OfType<string>());
    }
}
