using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PawPal.Hosting.Processes;
using PawPal.Hosting.Run;

namespace PawPal.Hosting.Postgres;

/// <summary>
/// Where a server keeps its data, and as whom it runs. As root that is another user, who must be able to get there.
/// </summary>
internal sealed record PostgresHome(string Root, SystemUser? RunAs)
{
    private const UnixFileMode Passable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <summary>Programs that were fetched, for all to use.</summary>
    public string Tools => Path.Combine(Root, "tools");

    /// <exception cref="ResourceFailure">No folder is reachable for the user who has to run the server.</exception>
    public static async Task<PostgresHome> FindAsync(Launch launch, string stateFolder, CancellationToken ct)
    {
        if (!Environment.IsPrivilegedProcess)
            return new(stateFolder, null);
        var user = Programs.User("postgres", "nobody") ?? throw launch.Failure(
            "PostgreSQL refuses to run as root, and this machine has neither a user 'postgres' nor 'nobody'. "
            + "Start as another user.");
        if (Programs.Find("setpriv") is null)
            throw launch.Failure("PostgreSQL refuses to run as root, "
                + "and 'setpriv' is not there. Start as another user.");
        if (await CanEnterAsync(launch, stateFolder, user, ct))
            return new(stateFolder, user);

        var elsewhere = Elsewhere(stateFolder);
        try
        {
            Directory.CreateDirectory("/var/lib/pawpal", Passable);
            Directory.CreateDirectory(elsewhere, Passable);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw launch.Failure(Unreachable(user, stateFolder));
        }

        if (!await CanEnterAsync(launch, elsewhere, user, ct))
            throw launch.Failure(Unreachable(user, stateFolder));
        launch.Say($"user {user.Name} cannot enter {stateFolder}, so the data lies in {elsewhere}");
        return new(elsewhere, user);
    }

    /// <summary>Whether a server of this name was run here as a program, and has data.</summary>
    public static bool HasData(string stateFolder, string name) =>
        Directory.Exists(Path.Combine(stateFolder, name, "data"))
        || Directory.Exists(Path.Combine(Elsewhere(stateFolder), name, "data"));

    /// <summary>The folder of one server's data, made and owned by the right user.</summary>
    public async Task<string> FolderAsync(Launch launch, CancellationToken ct)
    {
        var folder = Path.Combine(Root, launch.Resource.Name);
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(
                folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        if (RunAs is { } user)
            await GiveAsync(launch, folder, user, ct);
        return folder;
    }

    /// <summary>Lets the server's user own a file or folder of ours.</summary>
    public static async Task GiveAsync(Launch launch, string path, SystemUser user, CancellationToken ct)
    {
        var owner = string.Create(CultureInfo.InvariantCulture, $"{user.Uid}:{user.Gid}");
        var (code, output) = await launch.Processes.RunAsync(Plain(launch, "chown", [owner, path]), ct);
        if (code != 0)
            throw launch.Failure($"{path} cannot be given to user {user.Name} (chown ended with {code}).", output);
    }

    private static string Elsewhere(string stateFolder) => Path.Combine(
        "/var/lib/pawpal", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(stateFolder)))[..12]);

    private static string Unreachable(SystemUser user, string stateFolder) =>
        $"PostgreSQL refuses to run as root, and user {user.Name} can enter neither {stateFolder} nor /var/lib/pawpal. "
        + "Choose a folder that user can reach: --Hosting:StateFolder=<folder>.";

    private static async Task<bool> CanEnterAsync(Launch launch, string folder, SystemUser user, CancellationToken ct)
    {
        var plan = Plain(launch, "test", ["-x", folder]) with { RunAs = user };
        return (await launch.Processes.RunAsync(plan, ct)).ExitCode == 0;
    }

    private static ProcessPlan Plain(Launch launch, string program, string[] arguments) =>
        new(launch.Resource.Name, program, arguments)
        {
            WorkingDirectory = "/",
            Environment = InheritedEnvironment.Variables(),
        };
}
