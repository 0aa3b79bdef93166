using Aspire.Hosting.ApplicationModel;

namespace PawPal.Hosting.Traits;

/// <summary>When a resource that ended by itself is started again.</summary>
public enum RestartPolicy
{
    /// <summary>When its exit code was not zero.</summary>
    OnFailure,

    /// <summary>However it ended.</summary>
    Always,
}

/// <summary>A resource that ended by itself is started again, after a pause that doubles each time.</summary>
/// <param name="policy">When.</param>
/// <param name="initialDelay">The first pause, longer than zero.</param>
/// <param name="maxDelay">The longest pause, at least the first one.</param>
/// <param name="resetAfter">After a run of at least this the pause is the first one again.</param>
/// <exception cref="ArgumentOutOfRangeException">A time is out of its range.</exception>
public sealed class RestartAnnotation(
    RestartPolicy policy, TimeSpan initialDelay, TimeSpan maxDelay, TimeSpan resetAfter) : IResourceAnnotation
{
    public RestartPolicy Policy => policy;

    public TimeSpan InitialDelay { get; } = initialDelay > TimeSpan.Zero
        ? initialDelay
        : throw new ArgumentOutOfRangeException(nameof(initialDelay), initialDelay, "Longer than zero.");

    public TimeSpan MaxDelay { get; } = maxDelay >= initialDelay
        ? maxDelay
        : throw new ArgumentOutOfRangeException(nameof(maxDelay), maxDelay, "At least the first delay.");

    public TimeSpan ResetAfter { get; } = resetAfter >= TimeSpan.Zero
        ? resetAfter
        : throw new ArgumentOutOfRangeException(nameof(resetAfter), resetAfter, "Not negative.");
}
