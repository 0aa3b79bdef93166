using System.Diagnostics;
using System.Globalization;

namespace PawPal.Benchmarks.Dashboard;

/// <summary>A .NET program on one core (where <c>taskset</c> is there), with its use of time and memory.</summary>
internal sealed class MeasuredProcess : IDisposable
{
    private readonly Process _process;

    private MeasuredProcess(Process process) => _process = process;

    public static bool CanPin { get; } = File.Exists("/usr/bin/taskset");

    public static MeasuredProcess Start(string assembly, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        string[] command = CanPin ? ["taskset", "-c", "0", "dotnet"] : ["dotnet"];
        var start = new ProcessStartInfo(command[0], [.. command[1..], Path.Combine(AppContext.BaseDirectory, assembly), .. arguments]);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new(Process.Start(start)!);
    }

    /// <summary>Time on processors since its start.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>A line of the kernel's status in MB: <c>VmRSS</c> is what it holds now, <c>VmHWM</c> the most it held.</summary>
    public int Megabytes(string line) => File.ReadLines($"/proc/{_process.Id}/status")
        .Where(l => l.StartsWith(line, StringComparison.Ordinal))
        .Select(l => int.Parse(l.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1_024)
        .Single();

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
