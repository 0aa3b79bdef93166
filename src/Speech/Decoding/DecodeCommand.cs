using System.Runtime.InteropServices;
using System.Threading.Channels;

namespace PawPal.Speech.Decoding;

/// <summary>The decoder process: the service's own program with the argument <c>decode</c>.</summary>
/// <remarks>
/// It reads requests from standard input and answers on standard output. Recognition runs here because a damaged model
/// ends the process that reads it, and because a hung recogniser can only be stopped from outside.
/// </remarks>
internal static class DecodeCommand
{
    public const string Name = "decode";

    public static async Task<int> RunAsync()
    {
        var requests = Channel.CreateBounded<(DecodeRequest, byte[])>(1);
        using var input = Console.OpenStandardInput();
        await using var output = Console.OpenStandardOutput();
        // Ctrl+C reaches the whole group of processes; the parent decides when this one ends, by closing the pipe.
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        var reading = Task.Run(() => ReadAsync(input, requests.Writer));
        using var decoding = new VocabularyDecoders();
        await foreach (var (request, payload) in requests.Reader.ReadAllAsync())
        {
            var reply = decoding.Answer(request, payload);
            await MessageStream.WriteAsync(output, reply, default, CancellationToken.None);
        }

        await reading;
        return 0;
    }

    private static async Task ReadAsync(Stream input, ChannelWriter<(DecodeRequest, byte[])> requests)
    {
        try
        {
            while (await MessageStream.ReadAsync<DecodeRequest>(input, CancellationToken.None) is { } message)
                await requests.WriteAsync(message);
        }
        catch (Exception ex) when (ex is IOException or InvalidDataException)
        {
            // Half a message: the parent is gone.
        }

        // The pipe closes when the service ends, however it ended. A decode in progress has no reader any more.
        Environment.Exit(0);
    }
}
