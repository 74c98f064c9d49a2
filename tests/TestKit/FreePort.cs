using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Platform.TestKit;

/// <summary>Loopback ports nobody listens on, for what cannot be told to choose one itself or has to come back to it.</summary>
/// <remarks>
/// Below those that the kernel gives to connections going out, one of which might take it in between, be it only the one that
/// tries to reach it; beside those of tests/services.
/// </remarks>
public static class FreePort
{
    const int First = 30_000, Last = 32_700;

    static readonly ConcurrentDictionary<int, bool> s_given = [];

    public static int Next()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, Last);
            if (s_given.TryAdd(port, true) && IsFree(port))
                return port;
        }
    }

    static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
