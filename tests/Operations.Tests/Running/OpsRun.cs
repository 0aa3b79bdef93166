using System.Diagnostics;
using System.Globalization;
using System.Text;
using PawPal.Testing;

namespace PawPal.Operations.Tests;

/// <summary>One run of the command, as a process.</summary>
internal sealed class OpsRun : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly StringBuilder _errors = new();
    private readonly Task _errorsRead;

    private OpsRun(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _errorsRead = ReadErrorsAsync(process.StandardError);
    }

    public int Id => _process.Id;

    /// <param name="variables">Its whole environment, besides PATH and the like.</param>
    public static OpsRun Start(IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        // artifacts/bin/<tests>/<configuration>/ lies beside artifacts/bin/Operations/<configuration>/.
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        var program = Path.Combine(here.Parent!.Parent!.FullName, "Operations", here.Name, "PawPal.Operations.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] ours = ["SCHEDULE", "BACKUP_TO", "BACKUP_KEEP", "DATABASE_URL", "ConnectionStrings__pawpal"];
        foreach (var name in ours)
            start.Environment.Remove(name);
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return new OpsRun(Process.Start(start)!);
    }

    /// <summary>A run to its end.</summary>
    public static async Task<OpsResult> ToEndAsync(
        IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        using var run = Start(variables, arguments);
        return await run.EndAsync();
    }

    public async Task<OpsResult> EndAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        await _process.WaitForExitAsync(limit.Token);
        await _errorsRead;
        return new OpsResult(_process.ExitCode, await _output, _errors.ToString());
    }

    /// <summary>Whether so many lines have come on standard error.</summary>
    public bool SaidOnErrors(int lines)
    {
        lock (_errors)
            return _errors.ToString().Count(letter => letter == '\n') >= lines;
    }

    public Task SignalAsync(string signal) =>
        Command.RunAsync("kill", signal, _process.Id.ToString(CultureInfo.InvariantCulture));

    /// <summary>Waits for a child whose command line holds <paramref name="text"/>.</summary>
    public async Task<RunningProcess> ChildAsync(string text)
    {
        RunningProcess? child = null;
        await Eventually.TrueAsync(
            () =>
            {
                child = RunningProcess.Below(Id)
                    .FirstOrDefault(p => p.Id != Id && p.CommandLine.Contains(text, StringComparison.Ordinal));
                return child is not null || _process.HasExited;
            },
            TimeSpan.FromSeconds(60),
            $"a child runs {text}");
        return child ?? throw new InvalidOperationException($"ended before {text} was seen: {(await EndAsync()).All}");
    }

    private async Task ReadErrorsAsync(StreamReader errors)
    {
        while (await errors.ReadLineAsync() is { } line)
        {
            lock (_errors)
                _errors.Append(line).Append('\n');
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}

internal sealed record OpsResult(int ExitCode, string Output, string Errors)
{
    public string All => Output + Errors;

    /// <summary>The one line that a failure tells.</summary>
    public string ErrorLine
    {
        get
        {
            var lines = Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.True(lines.Length == 1, $"one line on stderr is expected, this was said: {All}");
            Assert.StartsWith("pawpal-ops: ", lines[0], StringComparison.Ordinal);
            return lines[0];
        }
    }

    public OpsResult Succeeded()
    {
        Assert.True(ExitCode == 0, All);
        return this;
    }

    public string Failed(int exitCode = 1)
    {
        Assert.True(ExitCode == exitCode, $"exit code {ExitCode}: {All}");
        return ErrorLine;
    }
}
