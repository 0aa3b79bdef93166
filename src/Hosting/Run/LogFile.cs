namespace PawPal.Hosting.Run;

/// <summary>A resource's log file. When it is full it becomes <c>.log.1</c> and a new one begins.</summary>
internal sealed class LogFile : IDisposable
{
    /// <summary>The size, in characters, at which a new file begins.</summary>
    public const long Full = 10_000_000;

    private StreamWriter _writer;
    private long _written;

    public LogFile(string folder, string id)
    {
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Path = System.IO.Path.Combine(folder, $"{id}.log");
        File.Delete(Earlier);
        _writer = Open();
    }

    public string Path { get; }

    private string Earlier => Path + ".1";

    public void WriteLine(string line)
    {
        if (_written > Full)
        {
            _writer.Dispose();
            File.Move(Path, Earlier, overwrite: true);
            _writer = Open();
            _written = 0;
        }

        _writer.WriteLine(line);
        _written += line.Length + 1;
    }

    public void Dispose() => _writer.Dispose();

    private StreamWriter Open() => new(Path, new FileStreamOptions
    {
        Mode = FileMode.Create,
        Access = FileAccess.Write,
        Share = FileShare.ReadWrite | FileShare.Delete,
        UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
    })
    {
        AutoFlush = true,
    };
}
