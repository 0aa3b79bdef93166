using PawPal.Hosting.Processes;

namespace PawPal.Hosting.Run;

/// <summary>
/// What one resource writes: kept in a file; warnings and failures also come to the console, in bounds.
/// </summary>
internal sealed class OutputLog : IDisposable
{
    private const int MostSurfaced = 20;
    private static readonly string[] Alarming = ["warn: ", "fail: ", "crit: "];

    private readonly LastLines _last = new();
    private readonly StreamWriter _file;
    private readonly string _resource;
    private readonly IConsoleLines _console;
    private string? _heading;
    private int _surfaced;
    private bool _isClosed;

    public OutputLog(string folder, string resource, IConsoleLines console)
    {
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _resource = resource;
        _console = console;
        Path = System.IO.Path.Combine(folder, $"{resource}.log");
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        _file = new StreamWriter(Path, options) { AutoFlush = true };
    }

    public string Path { get; }

    public string[] Last => _last.ToArray();

    public void Write(string line)
    {
        lock (_last)
        {
            if (_isClosed)
                return;
            _file.WriteLine(line);
            _last.Add(line);
            Surface(line);
        }
    }

    public void Dispose()
    {
        lock (_last)
        {
            _isClosed = true;
            _file.Dispose();
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
                _console.Progress($"{_resource}: {heading.TrimEnd()} {line.Trim()}");
            if (_surfaced == MostSurfaced)
                _console.Progress($"{_resource}: further warnings stand in {Path}");
        }
    }
}
