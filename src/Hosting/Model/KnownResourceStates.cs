namespace Aspire.Hosting.ApplicationModel;

/// <summary>The states a resource goes through. Health is told apart from them.</summary>
public static class KnownResourceStates
{
    /// <summary>It is started only when somebody asks for it.</summary>
    public static readonly string NotStarted = nameof(NotStarted);

    /// <summary>It waits for others, or until it is tried again.</summary>
    public static readonly string Waiting = nameof(Waiting);

    /// <summary>It is being started.</summary>
    public static readonly string Starting = nameof(Starting);

    /// <summary>It runs, healthy or not.</summary>
    public static readonly string Running = nameof(Running);

    /// <summary>What runs it (a container engine) does not answer.</summary>
    public static readonly string RuntimeUnhealthy = nameof(RuntimeUnhealthy);

    /// <summary>It could not be started.</summary>
    public static readonly string FailedToStart = nameof(FailedToStart);

    /// <summary>It is being stopped.</summary>
    public static readonly string Stopping = nameof(Stopping);

    /// <summary>It ended by itself, and well.</summary>
    public static readonly string Finished = nameof(Finished);

    /// <summary>It ended with a failure, or was stopped.</summary>
    public static readonly string Exited = nameof(Exited);

    /// <summary>It has nothing that runs, and is there: an external service.</summary>
    public static readonly string Active = nameof(Active);

    /// <summary>The states in which nothing runs and nothing will by itself.</summary>
    public static readonly IReadOnlyList<string> TerminalStates = [Finished, FailedToStart, Exited];
}

/// <summary>How a state is to be shown.</summary>
public static class KnownResourceStateStyles
{
    public static readonly string Success = "success";
    public static readonly string Error = "error";
    public static readonly string Info = "info";
    public static readonly string Warn = "warn";
}

/// <summary>The kinds of resources that tools know.</summary>
internal static class KnownResourceTypes
{
    public static readonly string Executable = nameof(Executable);
    public static readonly string Project = nameof(Project);
    public static readonly string Container = nameof(Container);
    public static readonly string Parameter = nameof(Parameter);
    public static readonly string ExternalService = nameof(ExternalService);
}

/// <summary>Names of the properties that tools know.</summary>
public static class CustomResourceKnownProperties
{
    /// <summary>Which form of it runs, and from where: "installed PostgreSQL 15".</summary>
    public static readonly string Source = "resource.source";

    /// <summary>How others connect to it. Sensitive.</summary>
    public static readonly string ConnectionString = "resource.connectionString";
}

/// <summary>Names of the properties that the engine fills in beside the ones above.</summary>
internal static class ResourceProperties
{
    public const string ExitCode = "resource.exitCode";
    public const string ParentName = "resource.parentName";
    public const string Restarts = "resource.restarts";
    public const string Failure = "resource.failure";
    public const string ExecutablePath = "executable.path";
    public const string ExecutablePid = "executable.pid";
    public const string ExecutableWorkDir = "executable.workDir";
    public const string ExecutableArgs = "executable.args";
    public const string ProjectPath = "project.path";
    public const string ContainerId = "container.id";
    public const string ContainerImage = "container.image";
    public const string ContainerPorts = "container.ports";
    public const string ContainerCommand = "container.command";
    public const string ContainerArgs = "container.args";
}
