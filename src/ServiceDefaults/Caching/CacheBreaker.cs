using Microsoft.Extensions.Logging;
using PawPal.ServiceDefaults.Redis;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;
using StackExchange.Redis;

namespace PawPal.ServiceDefaults.Caching;

/// <summary>
/// Bounds what the cache may cost: a call ends after <see cref="Limit"/>; after three failures in a row none is made
/// for <see cref="Pause"/>, and then one at a time until one succeeds.
/// </summary>
internal sealed class CacheBreaker
{
    /// <summary>The longest a caller waits for the cache.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(100);

    /// <summary>How long the cache is left alone after it failed.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private const int FailuresInARow = 3;

    private readonly CacheMetrics _metrics;
    private readonly ILogger<CacheBreaker> _logger;
    private readonly ResiliencePipeline _pipeline;
    private int _isOpen;
    private int _failures;

    public CacheBreaker(CacheMetrics metrics, TimeProvider clock, ILogger<CacheBreaker> logger)
    {
        _metrics = metrics;
        _logger = logger;
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                // What counts is decided by IsWorthOpening; a share of calls would mean seconds under heavy load.
                FailureRatio = 0.0001,
                MinimumThroughput = 2,
                SamplingDuration = TimeSpan.FromSeconds(5),
                BreakDuration = Pause,
                ShouldHandle = call => ValueTask.FromResult(IsWorthOpening(call.Outcome.Exception)),
                OnOpened = _ => NoteOpened(),
                OnClosed = _ => NoteClosed(),
            })
            .AddTimeout(Limit)
            .Build();
    }

    /// <summary>Called when the cache answers again after it was left alone.</summary>
    public Action? WhenBack { get; set; }

    /// <summary>Makes <paramref name="call"/>, unless the cache is left alone.</summary>
    /// <returns>Whether the call was made and succeeded, and its answer.</returns>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async ValueTask<(bool Answered, TAnswer? Answer)> TryAsync<TState, TAnswer>(
        Func<TState, Task<TAnswer>> call, TState state, CancellationToken cancellationToken)
    {
        try
        {
            // The client takes no token, and a hung server keeps its tasks open: the wait ends here, the task by
            // itself.
            var answer = await _pipeline.ExecuteAsync(
                static async (work, limit) => await work.call(work.state).WaitAsync(limit),
                (call, state),
                cancellationToken);
            return (true, answer);
        }
        catch (BrokenCircuitException)
        {
            _metrics.Skip("open");
        }
        catch (TimeoutRejectedException)
        {
            _metrics.Skip("timeout");
        }
        catch (Exception problem) when (IsFailure(problem))
        {
            _metrics.Skip("error");
        }

        return (false, default);
    }

    private static bool IsFailure(Exception problem) =>
        problem is RedisException or TimeoutRejectedException or TimeoutException or ObjectDisposedException
            or IOException or System.Net.Sockets.SocketException;

    private bool IsWorthOpening(Exception? problem)
    {
        if (problem is not null && IsFailure(problem))
            return Interlocked.Increment(ref _failures) >= FailuresInARow;
        if (problem is null)
            Volatile.Write(ref _failures, 0);
        return false;
    }

    private ValueTask NoteOpened()
    {
        // Each failed attempt to come back opens the breaker again; only the first is news.
        if (Interlocked.Exchange(ref _isOpen, 1) == 0)
            _logger.CacheBypassed(Pause);
        return ValueTask.CompletedTask;
    }

    private ValueTask NoteClosed()
    {
        if (Interlocked.Exchange(ref _isOpen, 0) == 1)
            _logger.CacheBack();
        WhenBack?.Invoke();
        return ValueTask.CompletedTask;
    }
}
