namespace Platform.Contracts;

/// <summary>Which bus the processes talk over.</summary>
public sealed class BusOptions
{
    public const string Section = "Bus";
    public const string InMemory = "in-memory";
    public const string RabbitMq = "rabbitmq";

    /// <summary><c>in-memory</c> (default): within one process; <c>rabbitmq</c>: between processes and machines.</summary>
    public string Kind { get; set; } = InMemory;

    /// <summary>The broker, read when <see cref="Kind"/> is <c>rabbitmq</c>. Default: the local one with its default user.</summary>
    public string Uri { get; set; } = "amqp://guest:guest@127.0.0.1:5672/";

    /// <summary><see cref="Uri"/> as it may be shown: without its password.</summary>
    public string ShownUri
    {
        get
        {
            if (!System.Uri.TryCreate(Uri, UriKind.Absolute, out var uri))
                return "(not an address)";
            var user = uri.UserInfo.Split(':')[0];
            return uri.UserInfo.Length == 0
                ? $"{uri.Scheme}://{uri.Authority}{uri.AbsolutePath}"
                : $"{uri.Scheme}://{user}:***@{uri.Authority}{uri.AbsolutePath}";
        }
    }

    /// <summary>Whether messages outlive the process.</summary>
    /// <exception cref="UserErrorException">A setting cannot be used; the message names its key.</exception>
    public bool Validate() => Kind switch
    {
        InMemory => false,
        RabbitMq when System.Uri.TryCreate(Uri, UriKind.Absolute, out var uri) && uri.Scheme is "amqp" or "amqps" => true,
        RabbitMq => throw new UserErrorException(
            $"{Section}:Uri is not a broker's address; write amqp://user:password@host:5672/ (amqps for TLS)"),
        _ => throw new UserErrorException($"{Section}:Kind is '{Kind}'; it can be {InMemory} or {RabbitMq}"),
    };
}
