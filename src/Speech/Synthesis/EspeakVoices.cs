using System.Text;

namespace PawPal.Speech.Synthesis;

/// <summary>The voices that espeak-ng has here, and the names of OpenAI's voices for some of them.</summary>
internal sealed class EspeakVoices(EspeakProgram espeak) : IDisposable
{
    private static readonly Dictionary<string, string> OpenAiNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["alloy"] = "en-us+f3",
        ["ash"] = "en-us+m3",
        ["ballad"] = "en-gb-x-rp+m3",
        ["cedar"] = "en-us+m7",
        ["coral"] = "en-us+f2",
        ["echo"] = "en-us+m2",
        ["fable"] = "en-gb",
        ["marin"] = "en-us+f4",
        ["nova"] = "en-us+f4",
        ["onyx"] = "en-us+m1",
        ["sage"] = "en-gb+f3",
        ["shimmer"] = "en-gb+f2",
        ["verse"] = "en-gb-scotland",
    };

    private readonly SemaphoreSlim _reading = new(1);
    private HashSet<string>? _installed;

    public static IEnumerable<string> Names => OpenAiNames.Keys;

    /// <summary>
    /// The voice as espeak-ng's argument, which is one it lists itself; null when there is none such.
    /// </summary>
    /// <param name="name">A name of OpenAI's, or one of espeak-ng's (<c>en-gb</c>, <c>en-us+f3</c>).</param>
    /// <exception cref="IOException">espeak-ng failed.</exception>
    public async Task<string?> FindAsync(string name, CancellationToken ct)
    {
        var asked = OpenAiNames.GetValueOrDefault(name, name);
        var installed = _installed ?? await ReadAsync(ct);
        var plus = asked.IndexOf('+', StringComparison.Ordinal);
        var isThere = plus < 0
            ? installed.Contains(asked)
            : installed.Contains(asked[..plus]) && installed.Contains(asked[plus..]);
        return isThere ? asked : null;
    }

    public void Dispose() => _reading.Dispose();

    private async Task<HashSet<string>> ReadAsync(CancellationToken ct)
    {
        await _reading.WaitAsync(ct);
        try
        {
            return _installed ??=
            [
                .. Column(await espeak.RunAsync(["--voices"], "", ct), column: 1),
                .. Column(await espeak.RunAsync(["--voices=variant"], "", ct), column: 4)
                    .Where(file => file.StartsWith("!v/", StringComparison.Ordinal))
                    .Select(file => "+" + file[3..]),
            ];
        }
        finally
        {
            _reading.Release();
        }
    }

    // The shape of a line: " 5  en-gb-x-rp      --/M      English_(Received_Pronunciation) gmw/en-GB-x-rp  (en-gb 4)".
    private static IEnumerable<string> Column(byte[] list, int column) =>
        Encoding.UTF8.GetString(list).Split('\n').Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            // Files below mb/ need another program, mbrola.
            .Where(fields => fields.Length > column
                && !fields.Any(field => field.StartsWith("mb/", StringComparison.Ordinal)))
            .Select(fields => fields[column]);
}
