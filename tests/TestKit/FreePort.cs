using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Platform.TestKit;

/// <summary>Loopback ports nobody listens on, for what cannot be told to choose one itself or has to come back to it.</summary>
/// <remarks>
/// Below those that the kernel gives to connections going out, one of which might take it in between, be it only the one that
/// tries to reach it; above those of tests/services. This process's until it ends, by a locked file: other tests may run beside.
/// </remarks>
public static class FreePort
{
    const int First = 30_000, Last = 32_700;

    static readonly string s_locks = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"platform-test-ports-{Environment.UserName}")).FullName;
    static readonly ConcurrentBag<FileStream> s_mine = [];

    public static int Next()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, Last);
            if (TryLock(port) && IsFree(port))
                return port;
        }
    }

    static bool TryLock(int port)
    {
        try
        {
            s_mine.Add(new(Path.Combine(s_locks, $"{port}"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            return true;
        }
        catch (IOException)
        {
            return false;
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
