using System.Reflection;

namespace Aspire.Hosting;

/// <summary>How an application is made.</summary>
public sealed class DistributedApplicationOptions
{
    /// <summary>The command line; <c>--Some:Key=value</c> sets configuration.</summary>
    public string[]? Args { get; set; }

    /// <summary>The name of the AppHost's assembly; the program that runs when null.</summary>
    public string? AssemblyName { get; set; }

    /// <summary>Leaves the console to the caller: nothing is printed.</summary>
    public bool DisableConsole { get; set; }

    /// <summary>Runs without the dashboard.</summary>
    public bool DisableDashboard { get; set; }

    internal Assembly? Assembly => AssemblyName is { } name ? Assembly.Load(name) : Assembly.GetEntryAssembly();
}

/// <summary>What the application is asked to do.</summary>
public enum DistributedApplicationOperation
{
    Run,
    Publish,
}

/// <summary>Tells callbacks what the application is asked to do.</summary>
public sealed class DistributedApplicationExecutionContext(DistributedApplicationOperation operation)
{
    public DistributedApplicationOperation Operation => operation;

    public bool IsRunMode => operation == DistributedApplicationOperation.Run;

    public bool IsPublishMode => operation == DistributedApplicationOperation.Publish;
}
