using System.Text;

namespace PawPal.Publishing.Output;

/// <summary>
/// The folder that is written. Every file is written beside it first and then moved: a failure leaves what was there.
/// </summary>
/// <param name="owned">Folders below it in which generated files that are no longer written are removed.</param>
internal sealed class OutputFolder(string folder, IReadOnlyList<string> owned)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The files that differ from what would be written, a line each; empty when all is as it should be.</summary>
    public IReadOnlyList<string> Differences(IReadOnlyDictionary<string, string> files)
    {
        var differences = new List<string>();
        foreach (var (path, text) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            var whole = Path.Combine(folder, path);
            if (!File.Exists(whole))
                differences.Add($"{path} is missing");
            else if (!File.ReadAllBytes(whole).AsSpan().SequenceEqual(Utf8.GetBytes(text)))
                differences.Add($"{path} differs");
        }

        differences.AddRange(Strangers(files).Select(path => $"{path} is no longer written"));
        return differences;
    }

    /// <exception cref="PublishException">The folder cannot be written; it is as it was.</exception>
    public void Write(IReadOnlyDictionary<string, string> files)
    {
        var draft = Path.Combine(folder, $".publish-{Environment.ProcessId}");
        var (fresh, old) = (Path.Combine(draft, "new"), Path.Combine(draft, "old"));
        try
        {
            foreach (var (path, text) in files)
                Draft(Path.Combine(fresh, path), text);
            Swap([.. files.Keys], [.. Strangers(files)], fresh, old);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new PublishException($"{folder} cannot be written: {refused.Message}", refused);
        }
        finally
        {
            if (Directory.Exists(draft))
                Directory.Delete(draft, recursive: true);
        }
    }

    private static void Draft(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text, Utf8);
        if (path.EndsWith(".sh", StringComparison.Ordinal) && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
    }

    private void Swap(string[] written, string[] removed, string fresh, string old)
    {
        var undo = new Stack<Action>();
        try
        {
            foreach (var path in written.Concat(removed))
            {
                var whole = Path.Combine(folder, path);
                if (File.Exists(whole))
                    Move(whole, Path.Combine(old, path), undo);
            }

            foreach (var path in written)
                Move(Path.Combine(fresh, path), Path.Combine(folder, path), undo);
        }
        catch
        {
            while (undo.TryPop(out var back))
                back();
            throw;
        }
    }

    private static void Move(string from, string to, Stack<Action> undo)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Move(from, to);
        undo.Push(() => File.Move(to, from));
    }

    private IEnumerable<string> Strangers(IReadOnlyDictionary<string, string> files) => owned
        .Select(name => Path.Combine(folder, name)).Where(Directory.Exists)
        .SelectMany(path => Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories))
        .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
        .Where(path => !files.ContainsKey(path) && IsGenerated(path)).Order(StringComparer.Ordinal);

    // A file that somebody else put there is none of ours.
    private bool IsGenerated(string path)
    {
        using var reader = new StreamReader(Path.Combine(folder, path));
        return reader.ReadLine() is { Length: > 0 } first
            && Header.Generated.StartsWith(first, StringComparison.Ordinal);
    }
}
