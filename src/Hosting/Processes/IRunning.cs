namespace PawPal.Hosting.Processes;

/// <summary>What runs for a resource: a process of this machine, or a container.</summary>
internal interface IRunning
{
    /// <summary>The exit code; 128 and the signal's number when a signal ended it.</summary>
    Task<int> Exited { get; }

    /// <summary>Asks it to end, then makes it end.</summary>
    /// <param name="grace">How long it may take of its own will.</param>
    /// <param name="hurry">Cancelled: no more grace.</param>
    /// <returns>Whether it ended of its own will.</returns>
    Task<bool> StopAsync(TimeSpan grace, CancellationToken hurry);
}
