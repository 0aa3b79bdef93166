using System.Diagnostics.Metrics;

namespace PawPal.Api.Commands;

/// <summary>How often a household's words were at hand.</summary>
internal sealed class VocabularyMetrics(IMeterFactory meters)
{
    public const string Name = "PawPal.Api.Commands";

    private readonly Counter<long> _asked = meters.Create(Name).CreateCounter<long>(
        "pawpal.cache.requests", "{request}", "Questions to a cache, by its name and whether it knew the answer.");

    public void Asked(bool isMiss) => _asked.Add(
        1,
        new KeyValuePair<string, object?>("pawpal.cache", "vocabulary"),
        new KeyValuePair<string, object?>("pawpal.outcome", isMiss ? "miss" : "hit"));
}
