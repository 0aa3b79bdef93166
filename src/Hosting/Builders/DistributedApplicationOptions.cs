using System.Reflection;

namespace Aspire.Hosting;

/// <summary>How an application is made.</summary>
public sealed class DistributedApplicationOptions
{
    /// <summary>The command line; <c>--Some:Key=value</c> sets configuration.</summary>
    public string[]? Args { get; set; }

    /// <summary>The name of the AppHost's assembly; the program that runs when null.</summary>
    public string? AssemblyName { get; set; }

    /// <summary>The AppHost's folder; the one its build noted when null.</summary>
    public string? ProjectDirectory { get; set; }

    /// <summary>Runs without the dashboard.</summary>
    public bool DisableDashboard { get; set; }

    /// <summary>Leaves the console to the caller: nothing is printed.</summary>
    internal bool DisableConsole { get; set; }

    internal Assembly? Assembly => AssemblyName is { } name ? Assembly.Load(name) : Assembly.GetEntryAssembly();
}

/// <summary>What the application is asked to do.</summary>
public enum DistributedApplicationOperation
{
    Run,
    Publish,
}

/// <summary>Tells callbacks what the application is asked to do.</summary>
public class DistributedApplicationExecutionContext(DistributedApplicationOperation operation, string publisherName)
{
    public DistributedApplicationExecutionContext(DistributedApplicationOperation operation)
        : this(operation, "manifest")
    {
    }

    public DistributedApplicationOperation Operation => operation;

    /// <summary>The publisher of <c>--publisher</c>.</summary>
    public string PublisherName => publisherName;

    public bool IsRunMode => operation == DistributedApplicationOperation.Run;

    public bool IsPublishMode => operation == DistributedApplicationOperation.Publish;
}
