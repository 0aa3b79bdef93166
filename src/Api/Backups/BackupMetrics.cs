using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;

namespace PawPal.Api.Backups;

/// <summary>Tells the age at the moment of a scrape, from what the reader saw last.</summary>
internal sealed class BackupMetrics
{
    private const string Database = "database";
    private const string Files = "files";

    private readonly TimeProvider _clock;
    private readonly bool _expectsFiles;
    private volatile BackupState? _state;

    public BackupMetrics(IMeterFactory meters, TimeProvider clock, IOptions<BackupOptions> options)
    {
        _clock = clock;
        _expectsFiles = options.Value.ExpectsFiles;
        meters.Create("PawPal.Api.Backups").CreateObservableGauge(
            "pawpal.backup.age", Ages, "s", "Time since the last good backup; since the set-up while there is none.");
    }

    public void Saw(BackupState state) => _state = state;

    private IEnumerable<Measurement<double>> Ages()
    {
        if (_state is not { } state)
            yield break;
        yield return Age(Database, state.Newest.GetValueOrDefault(Database, state.Since));
        if (state.Newest.TryGetValue(Files, out var newest))
            yield return Age(Files, newest);
        else if (_expectsFiles)
            yield return Age(Files, state.Since);
    }

    private Measurement<double> Age(string kind, DateTimeOffset since) => new(
        Math.Max(0, (_clock.GetUtcNow() - since).TotalSeconds), new KeyValuePair<string, object?>("kind", kind));
}

/// <param name="Since">From when on backups are missed.</param>
/// <param name="Newest">End of the last good backup of each kind that has one.</param>
internal sealed record BackupState(DateTimeOffset Since, IReadOnlyDictionary<string, DateTimeOffset> Newest);
