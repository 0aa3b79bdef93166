using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PawPal.Speech.Decoding;

/// <summary>One child process that decodes, seen from the service.</summary>
internal sealed class DecoderProcess : IDisposable
{
    private readonly Process _process;
    private readonly HashSet<string> _loaded = new(StringComparer.Ordinal);

    private DecoderProcess(Process process) => _process = process;

    public bool IsAlive => !_process.HasExited;

    /// <summary>Whether this process has read the vocabulary before and so is likely to have it still.</summary>
    public bool HasLoaded(string vocabulary) => _loaded.Contains(vocabulary);

    /// <summary>Null when the service's own program cannot be started.</summary>
    public static DecoderProcess? TryStart()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "PawPal.Speech");
        string[] arguments = [DecodeCommand.Name];
        if (!File.Exists(program))
        {
            arguments = [program + ".dll", DecodeCommand.Name];
            program = "dotnet";
        }

        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A decoder needs neither the service's secrets nor its listeners, and little memory for garbage.
        foreach (var name in start.Environment.Keys.Where(IsForService).ToList())
            start.Environment.Remove(name);
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        try
        {
            if (Process.Start(start) is not { } process)
                return null;
            // Nobody reads its complaints, but a full pipe would stop it.
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            return new DecoderProcess(process);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Sends one request and waits for its answer.</summary>
    /// <returns>No reply when the process ended or took longer than <paramref name="deadline"/>: it is of no use
    /// then.</returns>
    public async Task<DecodeAnswer> AskAsync(DecodeRequest request, short[] samples, TimeSpan deadline)
    {
        using var limit = new CancellationTokenSource(deadline);
        try
        {
            var payload = MemoryMarshal.AsBytes(samples.AsSpan()).ToArray();
            await MessageStream.WriteAsync(_process.StandardInput.BaseStream, request, payload, limit.Token);
            var message = await MessageStream.ReadAsync<DecodeReply>(_process.StandardOutput.BaseStream, limit.Token);
            if (message is not var (reply, _))
                return DecodeAnswer.Ended;
            if (reply.Status == DecodeStatus.Decoded)
                _loaded.Add(request.Vocabulary.Key);
            return new(reply, IsLate: false);
        }
        catch (Exception ex) when (ex is IOException or InvalidDataException or OperationCanceledException
                                   or System.Text.Json.JsonException)
        {
            return limit.IsCancellationRequested ? DecodeAnswer.Late : DecodeAnswer.Ended;
        }
    }

    public void Dispose()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }

        _process.Dispose();
    }

    private static bool IsForService(string name) =>
        name.StartsWith("ConnectionStrings__", StringComparison.Ordinal)
        || name.StartsWith("services__", StringComparison.Ordinal)
        || name is "SECRET_KEY" or "DATABASE_URL" or "REDIS_URL" or "ASPNETCORE_URLS" or "HTTP_PORTS";
}

/// <summary>What came back from a decoder process.</summary>
/// <param name="Reply">Null when the process is of no use any more.</param>
/// <param name="IsLate">It still ran when its time was up.</param>
internal sealed record DecodeAnswer(DecodeReply? Reply, bool IsLate)
{
    public static readonly DecodeAnswer Ended = new(null, IsLate: false);
    public static readonly DecodeAnswer Late = new(null, IsLate: true);
}
