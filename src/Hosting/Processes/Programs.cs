using System.Globalization;

namespace PawPal.Hosting.Processes;

/// <summary>Finds programs and users of this machine.</summary>
internal static class Programs
{
    /// <summary>The full path of a program: as given, or from PATH; null when it is not there.</summary>
    public static string? Find(string program)
    {
        if (program.Contains('/', StringComparison.Ordinal))
            return File.Exists(program) ? program : null;
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>The first of these users that the machine knows.</summary>
    public static SystemUser? User(params string[] names)
    {
        const string Passwd = "/etc/passwd";
        if (!File.Exists(Passwd))
            return null;
        var users = File.ReadLines(Passwd).Select(line => line.Split(':')).Where(fields => fields.Length > 3)
            .Select(f => int.TryParse(f[2], CultureInfo.InvariantCulture, out var uid)
                && int.TryParse(f[3], CultureInfo.InvariantCulture, out var gid)
                ? new SystemUser(f[0], uid, gid)
                : null)
            .OfType<SystemUser>().ToArray();
        return names.Select(name => Array.Find(users, user => user.Name == name))
            .FirstOrDefault(user => user is not null);
    }
}
