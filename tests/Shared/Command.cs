using System.Diagnostics;

namespace PawPal.Testing;

/// <summary>Runs a program to its end and fails with its output.</summary>
public static class Command
{
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // A folder every user may enter: a program started as another user cannot stay in root's home.
            WorkingDirectory = "/",
        };
        // pg_ctl leaves the server behind with inherited handles: read files would never end, so the pipes are
        // drained only until the program itself has ended.
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        var output = new System.Text.StringBuilder();
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(output, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!process.HasExited)
            await Task.Delay(20, limit.Token);
        lock (output)
        {
            return process.ExitCode == 0
                ? output.ToString()
                : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {output}");
        }
    }

    private static void Append(System.Text.StringBuilder output, string? line)
    {
        if (line is null)
            return;
        lock (output)
            output.AppendLine(line);
    }
}
