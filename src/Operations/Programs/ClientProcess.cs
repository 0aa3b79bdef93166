using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace PawPal.Operations.Programs;

/// <summary>Runs a client program with these variables and no others of ours: it gets no secret but its own.</summary>
internal sealed class ClientProcess(string path, IReadOnlyDictionary<string, string> environment)
{
    private static readonly string[] Inherited = ["PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH"];
    private const int LinesKept = 20;

    /// <param name="output">Takes what the program writes; none: it is dropped.</param>
    /// <exception cref="OperationFailure">It ended with an error; the message is its own.</exception>
    public async Task RunAsync(IEnumerable<string> arguments, Stream? output, CancellationToken ct)
    {
        using var process = Start(arguments);
        await using var stop = ct.Register(() => Kill(process));
        var errors = ReadErrorsAsync(process.StandardError);
        Exception? brokenPipe = null;
        try
        {
            await process.StandardOutput.BaseStream.CopyToAsync(output ?? Stream.Null, ct);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException)
        {
            // Nobody takes its output any more, such as when the disk is full. It must not outlive us.
            brokenPipe = failure;
            Kill(process);
        }

        await process.WaitForExitAsync(CancellationToken.None);
        var said = await errors;
        ct.ThrowIfCancellationRequested();
        if (brokenPipe is not null)
            throw new OperationFailure($"writing failed: {brokenPipe.Message}", brokenPipe);
        if (process.ExitCode != 0)
            throw new OperationFailure(Explain(process.ExitCode, said));
    }

    private Process Start(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(path, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Except(Inherited, StringComparer.Ordinal).ToList())
            start.Environment.Remove(name);
        // Its messages are read and told on.
        start.Environment["LC_ALL"] = "C.UTF-8";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            return process;
        }
        catch (Win32Exception problem)
        {
            throw new OperationFailure($"{path} cannot be started: {problem.Message}", problem);
        }
    }

    private static async Task<IReadOnlyList<string>> ReadErrorsAsync(StreamReader errors)
    {
        var lines = new List<string>();
        while (await errors.ReadLineAsync() is { } line)
        {
            if (line.Trim() is { Length: > 0 } text && lines.Count < LinesKept)
                lines.Add(text);
        }

        return lines;
    }

    // "pg_dump: error: query failed: ERROR:  permission denied for table x", then "pg_dump: detail: ..." and more.
    private string Explain(int exitCode, IReadOnlyList<string> lines)
    {
        const string Marker = ": error: ";
        var name = Path.GetFileName(path);
        var line = lines.FirstOrDefault(text => text.Contains(Marker, StringComparison.Ordinal))
            ?? (lines.Count > 0 ? lines[^1] : null);
        if (line is null)
            return string.Create(CultureInfo.InvariantCulture, $"{name} ended with exit code {exitCode}");
        var start = line.IndexOf(Marker, StringComparison.Ordinal);
        return $"{name}: {(start < 0 ? line : line[(start + Marker.Length)..])}";
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }
}
