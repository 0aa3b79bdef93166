namespace PawPal.Hosting.Run;

/// <summary>What the person at the console sees.</summary>
internal interface IConsoleLines
{
    void Progress(string line);

    void Failure(string line);
}

internal sealed class ConsoleLines(TextWriter output, TextWriter errors) : IConsoleLines
{
    private readonly Lock _lock = new();

    public void Progress(string line) => Write(output, line);

    public void Failure(string line) => Write(errors, line);

    private void Write(TextWriter writer, string line)
    {
        lock (_lock)
        {
            try
            {
                writer.WriteLine(line);
            }
            catch (IOException)
            {
                // The terminal is gone; the application goes on, or ends in order.
            }
        }
    }
}

internal sealed class SilentLines : IConsoleLines
{
    public void Progress(string line)
    {
    }

    public void Failure(string line)
    {
    }
}
