using System.Diagnostics;
using PawPal.Hosting.Processes;

namespace PawPal.Hosting.Containers;

/// <summary>What a container engine's client answered.</summary>
/// <param name="ExitCode">The client's own.</param>
/// <param name="Output">What it wrote, without the last line's end.</param>
/// <param name="Errors">What it complained of.</param>
internal sealed record ContainerAnswer(int ExitCode, string Output, string Errors)
{
    public bool IsGood => ExitCode == 0;

    /// <summary>The line that says why it failed.</summary>
    public string Reason
    {
        get
        {
            var lines = Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return lines.LastOrDefault(line => line.Contains("rror", StringComparison.Ordinal))
                ?? lines.LastOrDefault() ?? $"it ended with code {ExitCode} and said nothing";
        }
    }
}

/// <summary>Runs one command of a container engine's client to its end.</summary>
internal static class ContainerClient
{
    /// <param name="limit">After it the client is killed, and the answer says so.</param>
    /// <param name="variables">Put into the client's environment, where no process list shows them.</param>
    /// <param name="onLine">Told every line as it comes.</param>
    public static async Task<ContainerAnswer> RunAsync(
        string program, IEnumerable<string> arguments, TimeSpan limit, CancellationToken ct,
        IEnumerable<KeyValuePair<string, string>>? variables = null, Action<string>? onLine = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        start.Environment.Clear();
        foreach (var (name, value) in InheritedEnvironment.Variables().Concat(variables ?? []))
            start.Environment[name] = value;

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        process.StandardInput.Close();
        var output = ReadAsync(process.StandardOutput, onLine);
        var errors = ReadAsync(process.StandardError, onLine);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        end.CancelAfter(limit);
        try
        {
            await process.WaitForExitAsync(end.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            ct.ThrowIfCancellationRequested();
            return new(-1, "", $"no answer within {limit.TotalSeconds:0} s");
        }

        return new(process.ExitCode, await output, await errors);
    }

    private static async Task<string> ReadAsync(StreamReader reader, Action<string>? onLine)
    {
        var lines = new List<string>();
        while (await reader.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            onLine?.Invoke(line);
        }

        return string.Join('\n', lines);
    }
}
