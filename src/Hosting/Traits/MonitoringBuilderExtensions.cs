using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.Traits;

/// <summary>
/// Says what of a resource is promised, told and shown. What every service of its kind has is published without a word;
/// here stands what is particular. The resource needs <c>WithMetrics</c>.
/// </summary>
public static class MonitoringBuilderExtensions
{
    /// <summary>Promises that a share of events is good, and tells people when the promise is being broken.</summary>
    /// <param name="name">Words in one, each begun with a capital letter.</param>
    /// <param name="title">The promise in words.</param>
    /// <param name="objective">The good share, in per cent, above 0 and below 100.</param>
    /// <param name="good">PromQL: good events per second over <c>$window</c>, of the labels <c>$self</c>.</param>
    /// <param name="total">PromQL: all valid events per second, likewise.</param>
    /// <exception cref="ArgumentException">A text is empty, or a query lacks what it needs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The objective is outside its range.</exception>
    public static IResourceBuilder<T> WithSlo<T>(
        this IResourceBuilder<T> builder, string name, string title, decimal objective, string good, string total)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(objective, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(objective, 100);
        foreach (var query in new[] { good, total })
        {
            Check(query);
            if (!query.Contains("$window", StringComparison.Ordinal))
                throw new ArgumentException($"'{query}' needs $window as its range.", nameof(good));
        }

        return builder.WithAnnotation(new SloTrait(name, title, objective, good, total));
    }

    /// <summary>Tells people while the query gives something.</summary>
    /// <param name="alert">What, and whom.</param>
    /// <exception cref="ArgumentException">The query does not keep to the resource.</exception>
    public static IResourceBuilder<T> WithAlert<T>(this IResourceBuilder<T> builder, AlertTrait alert)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(alert);
        Check(alert.Query);
        return builder.WithAnnotation(alert);
    }

    /// <summary>Adds a picture to the dashboard.</summary>
    /// <param name="panel">What it shows.</param>
    /// <exception cref="ArgumentException">There is no query, or one does not keep to the resource.</exception>
    public static IResourceBuilder<T> WithPanel<T>(this IResourceBuilder<T> builder, PanelTrait panel)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(panel);
        if (panel.Queries.Count == 0)
            throw new ArgumentException($"The panel '{panel.Title}' has no query.", nameof(panel));
        foreach (var (query, _) in panel.Queries)
            Check(query);
        return builder.WithAnnotation(panel);
    }

    private static void Check(string query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (!query.Contains("$self", StringComparison.Ordinal))
        {
            throw new ArgumentException(
                $"'{query}' needs $self among its labels: else it reads others' figures too.", nameof(query));
        }
    }
}
