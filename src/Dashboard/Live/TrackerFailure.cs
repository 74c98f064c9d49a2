using System.Net.Sockets;
using System.Text.Json;

namespace Platform.Dashboard.Live;

/// <summary>The tracker could not be asked; pages keep what they show and say why.</summary>
public sealed record TrackerFailure(string Reason, DateTimeOffset Since)
{
    /// <summary>Whether the exception is the tracker's or the network's, and not the page going away.</summary>
    internal static bool Is(Exception e, CancellationToken cancel) =>
        e is HttpRequestException or JsonException or InvalidDataException or IOException
        || (e is OperationCanceledException && !cancel.IsCancellationRequested);

    internal static TrackerFailure Of(Exception e, TrackerFailure? before, TimeProvider time) => new(Describe(e), before?.Since ?? time.GetUtcNow());

    static string Describe(Exception e) => e switch
    {
        OperationCanceledException => "it did not answer in time",
        HttpRequestException { StatusCode: { } status } => $"it answered {(int)status} {status}",
        HttpRequestException { InnerException: SocketException socket } => socket.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => "the connection was refused: is it running?",
            SocketError.HostNotFound => "its host name is unknown",
            _ => socket.Message,
        },
        JsonException or InvalidDataException => "its answer could not be read: is it of the same version?",
        _ => e.Message,
    };
}
