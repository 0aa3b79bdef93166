using System.Net;
using System.Net.Sockets;

namespace PawPal.Hosting.Proxy;

/// <summary>
/// Holds the port that others know, and hands each connection to the next replica: round robin over those that
/// <paramref name="targets"/> names, past those that refuse.
/// </summary>
internal sealed class ReplicaProxy(int port, Func<IReadOnlyList<IPEndPoint>> targets) : IAsyncDisposable
{
    private readonly CancellationTokenSource _over = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, port);
    private Task _accepting = Task.CompletedTask;
    private int _turn = -1;

    /// <exception cref="SocketException">Somebody else has the port.</exception>
    public void Start()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _over.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptSocketAsync(_over.Token));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The application ends.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using (client)
        {
            try
            {
                using var server = await ConnectAsync();
                if (server is null)
                    return;
                client.NoDelay = server.NoDelay = true;
                await Task.WhenAll(PumpAsync(client, server), PumpAsync(server, client));
            }
            catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // One of the two has gone; the other sees its connection closed.
            }
        }
    }

    private async Task<Socket?> ConnectAsync()
    {
        var all = targets();
        var first = (uint)Interlocked.Increment(ref _turn);
        for (uint i = 0; i < all.Count; i++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(all[(int)((first + i) % (uint)all.Count)], _over.Token);
                return socket;
            }
            catch (SocketException)
            {
                socket.Dispose();
            }
        }

        return null;
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[16_384];
        try
        {
            while (await from.ReceiveAsync(buffer, _over.Token) is var read and > 0)
            {
                for (var sent = 0; sent < read;)
                    sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), _over.Token);
            }

            // Half closed: the other direction may still have something to say.
            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception broken)
            when (broken is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            from.Close();
            to.Close();
        }
    }
}
