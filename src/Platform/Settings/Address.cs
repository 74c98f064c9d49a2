using System.Net;
using System.Net.Sockets;
using Platform.Contracts;

namespace Platform.Settings;

/// <summary>Where a service listens.</summary>
sealed record Address(string Host, int Port)
{
    public string Url => $"http://{Host}:{Port}";

    /// <summary>How a browser on this machine reaches it.</summary>
    public string LocalUrl => Host is "0.0.0.0" or "*" or "+" or "::" or "[::]" ? $"http://127.0.0.1:{Port}" : Url;

    public static Address Of(PlatformSettings settings, string section, int defaultPort) => new(
        settings.Configuration[$"{section}:Host"] ?? "127.0.0.1",
        settings.Number($"{section}:Port", defaultPort, 1, 65535));

    /// <exception cref="UserErrorException">Somebody else listens there.</exception>
    public Address EnsureFree(string option)
    {
        if (!IsFree())
            throw new UserErrorException($"port {Port} on {Host} is taken; choose another with {option}");
        return this;
    }

    /// <summary>This address, or the first after it that is free.</summary>
    public Address NextFree()
    {
        for (var port = Port; port < Math.Min(Port + 100, 65536); port++)
            if (this with { Port = port } is var candidate && candidate.IsFree())
                return candidate;
        throw new UserErrorException($"ports {Port} to {Port + 99} on {Host} are all taken; choose another with --port");
    }

    bool IsFree()
    {
        var address = IPAddress.TryParse(Host, out var ip) ? ip : Host == "localhost" ? IPAddress.Loopback : IPAddress.Any;
        try
        {
            using var listener = new TcpListener(address, Port);
            listener.Start();
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse)
        {
            return false;
        }
        catch (SocketException e)
        {
            throw new UserErrorException($"cannot listen on {Host}:{Port}: {e.Message}", e);
        }
    }
}
