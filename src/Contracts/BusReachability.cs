using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Platform.Contracts;

/// <summary>Asks at start what the bus itself would only retry in silence.</summary>
static class BusReachability
{
    static readonly TimeSpan s_connecting = TimeSpan.FromSeconds(5);

    // a broker that accepts connections is there, however busy
    static readonly TimeSpan s_answering = TimeSpan.FromSeconds(60);

    /// <summary>See <see cref="BusSetup.EnsureReachableAsync"/>.</summary>
    public static async Task EnsureAsync(BusOptions options, CancellationToken cancel)
    {
        if (!options.Validate())
            return;
        var factory = new ConnectionFactory
        {
            Uri = new(options.Uri),
            RequestedConnectionTimeout = s_connecting,
            HandshakeContinuationTimeout = s_answering,
            ContinuationTimeout = s_answering,
            AutomaticRecoveryEnabled = false,
            ClientProvidedName = "platform reachability check",
        };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(s_answering);
        try
        {
            await using var connection = await factory.CreateConnectionAsync(limit.Token);
            await connection.CloseAsync(cancel);
        }
        catch (Exception e) when (e is BrokerUnreachableException or OperationCanceledException or OperationInterruptedException
            && !cancel.IsCancellationRequested)
        {
            throw new UserErrorException($"RabbitMQ at {options.ShownUri} {Why(e)}", e);
        }
    }

    internal static string Why(Exception e)
    {
        for (var cause = e; cause is not null; cause = cause.InnerException)
            if (cause is AuthenticationFailureException or PossibleAuthenticationFailureException)
                return $"refuses the user name or password; correct {BusOptions.Section}:Uri";
            else if (cause is OperationInterruptedException { ShutdownReason: { } reason })
                return $"refuses the connection ({reason.ReplyText}); correct {BusOptions.Section}:Uri";
        return $"cannot be reached; start it, or correct {BusOptions.Section}:Uri";
    }
}
