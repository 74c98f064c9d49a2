using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Platform.TestKit;

namespace Platform.Trainer.Tests.Journal;

/// <summary>A way to the broker that can be closed and opened: a port of our own that passes bytes on while open.</summary>
sealed class TcpRelay : IAsyncDisposable
{
    readonly int _target;
    readonly ConcurrentBag<TcpClient> _clients = [];
    TcpListener? _listener;
    Task _accepting = Task.CompletedTask;

    public TcpRelay(int target) => _target = target;

    /// <summary>Refuses connections while the relay is closed.</summary>
    public int Port { get; } = FreePort.Next();

    public void Open()
    {
        _listener = new(IPAddress.Loopback, Port);
        _listener.Start();
        _accepting = AcceptAsync(_listener);
    }

    /// <summary>Cuts every connection, as a broker that dies does.</summary>
    public async Task CloseAsync()
    {
        _listener?.Stop();
        foreach (var client in _clients)
            client.Close();
        _clients.Clear();
        await _accepting;
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                var near = await listener.AcceptTcpClientAsync();
                var far = new TcpClient();
                _clients.Add(near);
                _clients.Add(far);
                await far.ConnectAsync(IPAddress.Loopback, _target);
                _ = PassOnAsync(near, far);
                _ = PassOnAsync(far, near);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
        }
    }

    static async Task PassOnAsync(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream());
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
        }
        to.Close();
    }
}
