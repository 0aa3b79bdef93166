namespace Aspire.Hosting.ApplicationModel;

/// <summary>Adds environment variables when the resource starts.</summary>
public class EnvironmentCallbackAnnotation(Func<EnvironmentCallbackContext, Task> callback) : IResourceAnnotation
{
    public EnvironmentCallbackAnnotation(Action<EnvironmentCallbackContext> callback)
        : this(context =>
        {
            callback(context);
            return Task.CompletedTask;
        })
    {
    }

    public Func<EnvironmentCallbackContext, Task> Callback => callback;
}

/// <summary>What an environment callback works on.</summary>
/// <param name="executionContext">Run or publish.</param>
/// <param name="resource">The resource that starts.</param>
/// <param name="environmentVariables">Values are texts or <see cref="IValueProvider"/>.</param>
public class EnvironmentCallbackContext(
    DistributedApplicationExecutionContext executionContext,
    IResource resource,
    IDictionary<string, object>? environmentVariables = null,
    CancellationToken cancellationToken = default)
{
    public DistributedApplicationExecutionContext ExecutionContext => executionContext;

    public IResource Resource => resource;

    public IDictionary<string, object> EnvironmentVariables { get; } =
        environmentVariables ?? new Dictionary<string, object>(StringComparer.Ordinal);

    public CancellationToken CancellationToken => cancellationToken;
}

/// <summary>Adds command-line arguments when the resource starts.</summary>
public class CommandLineArgsCallbackAnnotation(Func<CommandLineArgsCallbackContext, Task> callback)
    : IResourceAnnotation
{
    public Func<CommandLineArgsCallbackContext, Task> Callback => callback;
}

/// <summary>What an arguments callback works on.</summary>
/// <param name="args">Values are texts or <see cref="IValueProvider"/>.</param>
/// <param name="resource">The resource that starts.</param>
public sealed class CommandLineArgsCallbackContext(
    IList<object> args, IResource resource, CancellationToken cancellationToken = default)
{
    public IList<object> Args => args;

    public IResource Resource => resource;

    /// <summary>Run or publish.</summary>
    public DistributedApplicationExecutionContext ExecutionContext { get; init; } =
        new(DistributedApplicationOperation.Run);

    public CancellationToken CancellationToken => cancellationToken;
}

/// <summary>What a wait waits for.</summary>
public enum WaitType
{
    /// <summary>The dependency runs and is healthy.</summary>
    WaitUntilHealthy,

    /// <summary>The dependency ended with the expected exit code.</summary>
    WaitForCompletion,

    /// <summary>The dependency was started.</summary>
    WaitUntilStarted,
}

/// <summary>The resource starts only after another.</summary>
public sealed class WaitAnnotation(IResource resource, WaitType waitType, int exitCode = 0) : IResourceAnnotation
{
    public IResource Resource => resource;

    public WaitType WaitType => waitType;

    public int ExitCode => exitCode;
}

/// <summary>A registered health check belongs to the resource.</summary>
public sealed class HealthCheckAnnotation(string key) : IResourceAnnotation
{
    /// <summary>The check's name in the health check service.</summary>
    public string Key => key;
}

/// <summary>The resource starts only when somebody asks for it.</summary>
public sealed class ExplicitStartupAnnotation : IResourceAnnotation;

/// <summary>One resource has to do with another: it refers to it, or belongs to it.</summary>
public sealed class ResourceRelationshipAnnotation(IResource resource, string type) : IResourceAnnotation
{
    public IResource Resource => resource;

    /// <summary>"Reference", "Parent" or "WaitFor".</summary>
    public string Type => type;
}
