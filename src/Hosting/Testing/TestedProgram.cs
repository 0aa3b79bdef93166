using System.Reflection;
using System.Runtime.ExceptionServices;
using Aspire.Hosting;
using Aspire.Hosting.Testing;

namespace PawPal.Hosting.Testing;

/// <summary>
/// An AppHost's program on a thread of the test. It is held where it builds its application, and where it runs it.
/// </summary>
internal sealed class TestedProgram
{
    private static readonly AsyncLocal<TestedProgram?> Running = new();

    private readonly TaskCompletionSource<DistributedApplicationBuilder> _described = NewSignal<
        DistributedApplicationBuilder>();

    private readonly TaskCompletionSource _mayBuild = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DistributedApplication> _built = NewSignal<DistributedApplication>();
    private readonly Assembly _program;
    private readonly string[] _args;

    private TestedProgram(Assembly program, string[] args) => (_program, _args) = (program, args);

    /// <summary>The program whose thread this is; null outside of tests.</summary>
    public static TestedProgram? Current => Running.Value;

    /// <summary>Runs the program until it wants to build.</summary>
    /// <exception cref="InvalidOperationException">It has no entry point, or ended before.</exception>
    public static async Task<IDistributedApplicationTestingBuilder> RunAsync(
        Assembly assembly, string[] args, CancellationToken ct)
    {
        var entryPoint = assembly.EntryPoint ?? throw new InvalidOperationException(
            $"{assembly.GetName().Name} is not a program: name a class of the AppHost, such as Projects.AppHost.");
        var folder = new TestFolder();
        try
        {
            var program = new TestedProgram(assembly, [.. folder.Args, .. args]);
            program.Start(entryPoint);
            var builder = await program._described.Task.WaitAsync(ct);
            return new TestingBuilder(builder, folder, program.BuildAsync, program.Abandon);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>The options of the program's builder: its own, and what the test says.</summary>
    public DistributedApplicationOptions Options(DistributedApplicationOptions own) => new()
    {
        Args = [.. own.Args ?? [], .. _args.Except(own.Args ?? [], StringComparer.Ordinal)],
        AssemblyName = own.AssemblyName ?? _program.GetName().Name,
        ProjectDirectory = own.ProjectDirectory,
        DisableDashboard = own.DisableDashboard,
        DisableConsole = true,
    };

    /// <summary>Holds the program at its <c>Build()</c> until the test builds.</summary>
    public DistributedApplication Build(
        DistributedApplicationBuilder builder, Func<DistributedApplication> build)
    {
        _described.TrySetResult(builder);
        _mayBuild.Task.GetAwaiter().GetResult();
        var application = build();
        _built.TrySetResult(application);
        return application;
    }

    private static TaskCompletionSource<T> NewSignal<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Task<DistributedApplication> BuildAsync(CancellationToken ct)
    {
        _mayBuild.TrySetResult();
        return _built.Task.WaitAsync(ct);
    }

    private void Abandon() => _mayBuild.TrySetCanceled();

    private void Start(MethodInfo entryPoint)
    {
        var thread = new Thread(() =>
        {
            Running.Value = this;
            try
            {
                object?[] arguments = entryPoint.GetParameters().Length == 0 ? [] : [_args];
                if (entryPoint.Invoke(null, arguments) is Task running)
                    running.GetAwaiter().GetResult();
                Fail(new InvalidOperationException(
                    $"{_program.GetName().Name} ended without building an application."));
            }
            catch (TargetInvocationException thrown) when (thrown.InnerException is { } cause)
            {
                Fail(cause);
            }
            catch (Exception thrown)
            {
                Fail(thrown);
            }
        })
        {
            IsBackground = true,
            Name = _program.GetName().Name,
        };
        thread.Start();
    }

    private void Fail(Exception cause)
    {
        // As it was thrown: the stack trace is the AppHost's.
        var captured = ExceptionDispatchInfo.Capture(cause).SourceException;
        if (!_described.TrySetException(captured))
            _built.TrySetException(captured);
    }
}
