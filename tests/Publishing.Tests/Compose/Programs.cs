using System.Diagnostics;

namespace PawPal.Publishing.Tests.Compose;

/// <summary>Runs programs of the machine.</summary>
internal static class Programs
{
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    public static string Require(string name)
    {
        var program = Find(name);
        Assert.SkipWhen(program is null, $"{name} is not installed");
        return program!;
    }

    public static async Task<(int Code, string Said)> RunAsync(
        string program, IEnumerable<string> arguments, params (string Name, string? Value)[] variables)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await errors);
    }

    /// <summary>The same, and the test fails when it does.</summary>
    public static async Task<string> SucceedAsync(
        string program, IEnumerable<string> arguments, params (string Name, string? Value)[] variables)
    {
        var (code, said) = await RunAsync(program, arguments, variables);
        Assert.True(code == 0, $"{program} ended with {code}: {said}");
        return said;
    }
}

/// <summary>A folder of its own with what was published, gone after the test.</summary>
internal sealed class ProjectFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("compose-");

    public ProjectFolder(IReadOnlyDictionary<string, string> files)
    {
        foreach (var (path, text) in files.Where(file => !file.Key.Contains('/', StringComparison.Ordinal)))
            File.WriteAllText(this[path], text);
    }

    public string this[string path] => Path.Combine(_folder.FullName, path);

    public string Text(string path) => File.ReadAllText(this[path]);

    public Task<(int Code, string Said)> InitAsync(params (string Name, string? Value)[] variables) =>
        Programs.RunAsync("bash", [this["init-env.sh"]], variables);

    public void Dispose() => _folder.Delete(recursive: true);
}
