using System.Globalization;
using Aspire.Hosting;
using PawPal.Hosting.Processes;

namespace PawPal.Hosting.Run;

/// <summary>The folder of one running engine. A lock keeps a second engine out.</summary>
internal sealed class StateFolder : IDisposable
{
    private const UnixFileMode Mode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        // Another user than root runs the store below: it must be able to pass, not to look around.
        | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly FileStream _lock;
    private readonly string _ownerFile;

    private StateFolder(FileStream held, string ownerFile, ProcessIdentity? predecessor)
    {
        _lock = held;
        _ownerFile = ownerFile;
        Predecessor = predecessor;
    }

    /// <summary>The engine before this one, if it did not end as it should.</summary>
    public ProcessIdentity? Predecessor { get; }

    /// <exception cref="DistributedApplicationException">Another engine has it, or it cannot be made.</exception>
    public static StateFolder Take(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            File.SetUnixFileMode(folder, Mode);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new DistributedApplicationException(
                $"The state folder {folder} cannot be written ({refused.Message}) "
                + "Choose another with --Hosting:StateFolder=<folder>.", refused);
        }

        var ownerFile = Path.Combine(folder, "apphost.pid");
        var owner = File.Exists(ownerFile) ? ProcessIdentity.Parse(File.ReadAllText(ownerFile)) : null;
        var held = Lock(folder, owner);
        File.WriteAllText(ownerFile, ProcessIdentity.Of(Environment.ProcessId)?.ToString() ?? "");
        return new(held, ownerFile, owner);
    }

    public void Dispose()
    {
        File.Delete(_ownerFile);
        _lock.Dispose();
    }

    private static FileStream Lock(string folder, ProcessIdentity? owner)
    {
        try
        {
            // The system gives the lock back when the process ends, however it ends.
            return new(
                Path.Combine(folder, "apphost.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException held)
        {
            var who = owner is { } alive
                ? string.Create(CultureInfo.InvariantCulture, $" (pid {alive.Pid})")
                : "";
            throw new DistributedApplicationException(
                $"Another AppHost{who} runs with the state folder {folder}. Stop it, or start this one with "
                + "--Hosting:StateFolder=<other folder> --DcpPublisher:RandomizePorts=true.", held);
        }
    }
}
