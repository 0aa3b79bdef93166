using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Options;

namespace PawPal.Speech.Synthesis;

/// <summary>
/// Runs espeak-ng as a program of its own (it is GPL-3, so it is not linked), with the text on its standard input.
/// </summary>
internal sealed class EspeakProgram(IOptions<SpeechOptions> options)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    public bool IsInstalled => FindOnPath(options.Value.Espeak) is not null;

    /// <summary>Its standard output.</summary>
    /// <param name="arguments">Never a person's words: arguments are visible to every user of the machine.</param>
    /// <exception cref="IOException">It is missing, failed, or took longer than 20 s.</exception>
    public async Task<byte[]> RunAsync(IReadOnlyList<string> arguments, string text, CancellationToken ct)
    {
        var start = new ProcessStartInfo(options.Value.Espeak, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Deadline);
        using var process = Start(start);
        try
        {
            return await ExchangeAsync(process, text, limit.Token);
        }
        catch (OperationCanceledException ex) when (!ct.IsCancellationRequested)
        {
            throw new IOException("espeak-ng did not end in time", ex);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    private static async Task<byte[]> ExchangeAsync(Process process, string text, CancellationToken ct)
    {
        using var output = new MemoryStream();
        var reading = process.StandardOutput.BaseStream.CopyToAsync(output, ct);
        var complaints = process.StandardError.ReadToEndAsync(ct);
        await process.StandardInput.WriteAsync(text.AsMemory(), ct);
        process.StandardInput.Close();
        await reading;
        _ = await complaints;
        await process.WaitForExitAsync(ct);
        return process.ExitCode == 0 ? output.ToArray() : throw new IOException("espeak-ng failed");
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new IOException("espeak-ng did not start");
        }
        catch (Win32Exception ex)
        {
            throw new IOException("espeak-ng is not installed", ex);
        }
    }

    private static string? FindOnPath(string program) => program.Contains('/', StringComparison.Ordinal)
        ? File.Exists(program) ? program : null
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
}
