using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using PawPal.Hosting.Run;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>One line of a resource's console.</summary>
/// <param name="LineNumber">From 1; a gap says that lines were dropped.</param>
/// <param name="Content">The text, cut when it was very long.</param>
/// <param name="IsErrorMessage">Whether it came from standard error.</param>
public readonly record struct LogLine(int LineNumber, string Content, bool IsErrorMessage);

/// <summary>The consoles of the resources: what their processes wrote and what the engine said of them.</summary>
public sealed class ResourceLoggerService
{
    private readonly ConcurrentDictionary<string, LineRing> _rings = new(StringComparer.OrdinalIgnoreCase);
    private readonly int _most;

    internal ResourceLoggerService(int mostLines) => _most = mostLines;

    /// <summary>Writes to the resource's console; with several replicas, to the first one's.</summary>
    public ILogger GetLogger(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return GetLogger(ReplicaIds.Of(resource)[0]);
    }

    /// <summary>Writes to the console of a resource.</summary>
    /// <param name="resourceName">Its name, or a replica's id.</param>
    public ILogger GetLogger(string resourceName) => new RingLogger(Ring(resourceName));

    /// <summary>The lines that are kept, then every new one.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return WatchAsync(ReplicaIds.Of(resource)[0]);
    }

    /// <summary>The lines that are kept, then every new one, until <see cref="Complete(string)"/>.</summary>
    /// <param name="resourceName">The resource's name, or a replica's id.</param>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName) =>
        Ring(resourceName).FollowAsync();

    /// <summary>The lines that are kept.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return GetAllAsync(ReplicaIds.Of(resource)[0]);
    }

    /// <inheritdoc cref="GetAllAsync(IResource)"/>
    /// <param name="resourceName">The resource's name, or a replica's id.</param>
    public async IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(string resourceName)
    {
        await Task.CompletedTask;
        yield return Ring(resourceName).After(0);
    }

    /// <summary>Ends the console: those who watch come to the end.</summary>
    public void Complete(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        foreach (var id in ReplicaIds.Of(resource))
            Complete(id);
    }

    /// <inheritdoc cref="Complete(IResource)"/>
    public void Complete(string name) => Ring(name).Complete();

    /// <summary>Forgets the lines that are kept.</summary>
    public void ClearBacklog(string resourceName) => Ring(resourceName).Clear();

    internal LineRing Ring(string id) => _rings.GetOrAdd(id, _ => new LineRing(_most));

    private sealed class RingLogger(LineRing ring) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
                return;
            var text = formatter(state, exception);
            foreach (var line in (exception is null ? text : $"{text}\n{exception}").Split('\n'))
                ring.Add(line.TrimEnd('\r'), logLevel >= LogLevel.Error);
        }
    }
}
