using System.Net;
using System.Net.Sockets;

namespace PawPal.Testing;

/// <summary>Ports of the loopback address that nobody listens on.</summary>
public static class FreePort
{
    // Below what systems hand out for outgoing connections: one of those took a port between choosing and binding.
    private const int First = 12_000;
    private const int Count = 8_000;

    // Processes of tests that run side by side begin at different places.
    private static int _last = Environment.ProcessId * 61 % Count;

    public static int Next()
    {
        for (var tries = 0; tries < Count; tries++)
        {
            var port = First + (Interlocked.Increment(ref _last) % Count);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: the next one.
            }
        }

        throw new InvalidOperationException($"No port from {First} to {First + Count - 1} is free.");
    }
}
