using System.Net;
using System.Net.Sockets;

namespace PawPal.Hosting.Containers;

/// <summary>
/// Lets containers reach services of this machine, which listen on 127.0.0.1 only: a door on the host's address in the
/// containers' network for each port that a container was told of. Nobody outside that network can knock.
/// </summary>
internal sealed class HostDoors(IPAddress gateway) : IAsyncDisposable
{
    // Linux' IP_FREEBIND: the address exists only once the network's first container runs.
    private const int IpLevel = 0;
    private const int FreeBind = 15;

    private readonly Lock _lock = new();
    private readonly Dictionary<int, TcpListener> _doors = [];
    private readonly CancellationTokenSource _over = new();

    /// <summary>Opens the door to a port; where the engine has its own way to the host none is needed.</summary>
    public void Open(int port)
    {
        lock (_lock)
        {
            if (!OperatingSystem.IsLinux() || _doors.ContainsKey(port) || _over.IsCancellationRequested)
                return;
            var door = new TcpListener(gateway, port);
            try
            {
                door.Server.SetRawSocketOption(IpLevel, FreeBind, BitConverter.GetBytes(1));
                door.Start();
            }
            catch (SocketException)
            {
                // The service itself listens there, on all addresses.
                door.Dispose();
                return;
            }

            _doors.Add(port, door);
            _ = ServeAsync(door, port);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        lock (_lock)
        {
            foreach (var door in _doors.Values)
                door.Dispose();
        }
    }

    private async Task ServeAsync(TcpListener door, int port)
    {
        try
        {
            while (true)
                _ = PassAsync(await door.AcceptTcpClientAsync(_over.Token), port);
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The run is over.
        }
    }

    private async Task PassAsync(TcpClient caller, int port)
    {
        using var service = new TcpClient();
        using (caller)
        {
            try
            {
                await service.ConnectAsync(IPAddress.Loopback, port, _over.Token);
                await using var outside = caller.GetStream();
                await using var inside = service.GetStream();
                await Task.WhenAll(
                    CopyAsync(outside, inside, service.Client), CopyAsync(inside, outside, caller.Client));
            }
            catch (Exception broken) when (broken is IOException or SocketException or OperationCanceledException)
            {
                // One of the two hung up; the other notices.
            }
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, Socket target)
    {
        await from.CopyToAsync(to, _over.Token);
        target.Shutdown(SocketShutdown.Send);
    }
}
