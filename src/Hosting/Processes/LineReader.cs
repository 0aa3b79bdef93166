using System.Text;

namespace PawPal.Hosting.Processes;

/// <summary>Reads lines from a pipe; a line without an end takes no more memory than its limit.</summary>
internal static class LineReader
{
    /// <summary>The length, in characters, at which a line is cut.</summary>
    public const int MostCharacters = 8_192;

    public static async Task ReadAsync(StreamReader pipe, Action<string> onLine)
    {
        var line = new StringBuilder();
        long length = 0;
        var buffer = new char[4_096];
        try
        {
            while (await pipe.ReadAsync(buffer.AsMemory()) is var read and > 0)
                Take(buffer.AsSpan(0, read), line, ref length, onLine);
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // The process was given up while its pipe was open.
        }

        if (length > 0)
            End(line, ref length, onLine);
    }

    private static void Take(ReadOnlySpan<char> text, StringBuilder line, ref long length, Action<string> onLine)
    {
        while (!text.IsEmpty)
        {
            var end = text.IndexOf('\n');
            var part = end < 0 ? text : text[..end];
            length += part.Length;
            line.Append(part[..Math.Min(part.Length, MostCharacters - line.Length)]);
            if (end < 0)
                return;
            End(line, ref length, onLine);
            text = text[(end + 1)..];
        }
    }

    private static void End(StringBuilder line, ref long length, Action<string> onLine)
    {
        if (line.Length > 0 && line[^1] == '\r')
            line.Length--;
        else if (length > line.Length)
            line.Append(System.Globalization.CultureInfo.InvariantCulture, $" … [cut: {length:N0} characters]");
        onLine(line.ToString());
        line.Clear();
        length = 0;
    }
}
