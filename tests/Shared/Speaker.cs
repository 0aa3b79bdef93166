namespace PawPal.Testing;

/// <summary>Speaks into WAV files with synthetic voices: what a test says to PawPal.</summary>
public static class Speaker
{
    /// <summary>espeak-ng, 22,050 Hz mono.</summary>
    public static Task<byte[]> EspeakAsync(string text, string voice = "en-gb") =>
        ToFileAsync(path => Command.RunAsync("espeak-ng", "-v", voice, "-s", "150", "-w", path, text));

    /// <summary>flite, 16,000 Hz mono: another synthesiser, and the one the recogniser hears best.</summary>
    public static Task<byte[]> FliteAsync(string text, string voice = "slt") =>
        ToFileAsync(path => Command.RunAsync("flite", "-voice", voice, "-t", text, "-o", path));

    /// <summary>How long a recording made here plays: 16-bit mono behind a header of 44 bytes.</summary>
    public static TimeSpan Duration(byte[] wav) =>
        TimeSpan.FromSeconds((wav.Length - 44) / 2.0 / BitConverter.ToInt32(wav, 24));

    private static async Task<byte[]> ToFileAsync(Func<string, Task> speak)
    {
        var path = Path.Combine(Path.GetTempPath(), $"pawpal-{Guid.CreateVersion7()}.wav");
        try
        {
            await speak(path);
            return await File.ReadAllBytesAsync(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
