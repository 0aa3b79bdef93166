using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;
using PawPal.Hosting.Containers;
using PawPal.Hosting.Dashboard;
using PawPal.Hosting.Processes;

namespace PawPal.Hosting.Run;

/// <summary>What every resource's run works with.</summary>
internal sealed class RunParts(
    EngineOptions options, ResourceNotificationService states, ResourceLoggerService logs, Waits waits,
    HealthWatch health, ServiceEnvironment environment, ProcessStarter processes, IEnumerable<ILauncher> launchers,
    ContainerSession containers, DashboardRun dashboard, LifecycleEvents events, IConsoleLines console,
    TimeProvider clock)
{
    private readonly Stopwatch _since = new();
    private int _starts;

    public EngineOptions Options => options;

    public ResourceNotificationService States => states;

    public ResourceLoggerService Logs => logs;

    public Waits Waits => waits;

    public HealthWatch Health => health;

    public ServiceEnvironment Environment => environment;

    public ProcessStarter Processes => processes;

    public ContainerSession Containers => containers;

    public DashboardRun Dashboard => dashboard;

    public LifecycleEvents Events => events;

    public IReadOnlyList<ILauncher> Launchers { get; } = [.. launchers];

    public IConsoleLines Console => console;

    public TimeProvider Clock => clock;

    public Task PublishAsync(Replica replica, Func<CustomResourceSnapshot, CustomResourceSnapshot> change) =>
        states.PublishUpdateAsync(replica.Resource, replica.Id, change);

    public Task PublishAsync(Replica replica, string state) =>
        PublishAsync(replica, snapshot => snapshot with { State = StateNames.Styled(state) });

    /// <summary>Seconds since the start.</summary>
    public double Elapsed => _since.Elapsed.TotalSeconds;

    public void Begin() => _since.Start();

    public int NextStart() => Interlocked.Increment(ref _starts);
}
