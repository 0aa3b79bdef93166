namespace PawPal.Hosting.Processes;

/// <summary>What to start, and how to end it.</summary>
internal sealed record ProcessPlan(string Resource, string Program, IReadOnlyList<string> Arguments)
{
    public required string WorkingDirectory { get; init; }

    /// <summary>All variables the process gets; nothing is inherited beside them.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Another user than ours, when we are root and the program refuses that.</summary>
    public SystemUser? RunAs { get; init; }

    /// <summary>The signal that asks it to end.</summary>
    public Signal StopSignal { get; init; } = Signal.Terminate;

    /// <summary>Sent when it did not end in time, before it is killed.</summary>
    public Signal? UrgentSignal { get; init; }
}

/// <summary>A user of this machine.</summary>
internal sealed record SystemUser(string Name, int Uid, int Gid);
