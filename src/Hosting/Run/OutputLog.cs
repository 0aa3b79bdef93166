using PawPal.Hosting.Processes;

namespace PawPal.Hosting.Run;

/// <summary>
/// What one resource writes: kept in a file of bounded size and in the dashboard's console; warnings and failures also
/// come to the terminal, in bounds.
/// </summary>
internal sealed class OutputLog : IDisposable
{
    private const int MostSurfaced = 20;
    private static readonly string[] Alarming = ["warn: ", "fail: ", "crit: "];

    private readonly LastLines _last = new();
    private readonly LogFile _file;
    private readonly LineRing _ring;
    private readonly string _id;
    private readonly IConsoleLines _console;
    private string? _heading;
    private int _surfaced;
    private bool _isClosed;

    public OutputLog(string folder, string id, LineRing ring, IConsoleLines console)
    {
        _id = id;
        _ring = ring;
        _console = console;
        _file = new LogFile(folder, id);
    }

    public string Path => _file.Path;

    public string[] Last => _last.ToArray();

    public void Write(string line, bool isError = false)
    {
        lock (_last)
        {
            if (_isClosed)
                return;
            _file.WriteLine(line);
            _ring.Add(line, isError);
            _last.Add(line);
            Surface(line);
        }
    }

    /// <summary>A new process writes from now on.</summary>
    public void BeginLife()
    {
        _last.Clear();
        _surfaced = 0;
    }

    /// <summary>Writes a line of the engine's own.</summary>
    public void Say(string line)
    {
        lock (_last)
        {
            if (_isClosed)
                return;
            _file.WriteLine(line);
            _ring.Add(line, isError: false);
        }
    }

    public void Dispose()
    {
        lock (_last)
        {
            _isClosed = true;
            _file.Dispose();
            _ring.Complete();
        }
    }

    // .NET's console logger writes "warn: Category[12]" and the message on the next line, six blanks in.
    private void Surface(string line)
    {
        if (Array.Exists(Alarming, level => line.StartsWith(level, StringComparison.Ordinal)))
        {
            _heading = line;
        }
        else if (_heading is { } heading)
        {
            _heading = null;
            if (_surfaced++ < MostSurfaced)
                _console.Progress($"{_id}: {heading.TrimEnd()} {line.Trim()}");
            if (_surfaced == MostSurfaced)
                _console.Progress($"{_id}: further warnings stand in {Path}");
        }
    }
}
