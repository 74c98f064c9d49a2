using System.CommandLine;
using System.Globalization;
using Platform.Settings;

namespace Platform.Commands;

/// <summary><c>--host</c> and <c>--port</c> of a service.</summary>
sealed class AddressOptions(string section, int defaultPort)
{
    public Option<string?> Host { get; } = new("--host") { HelpName = "ADDRESS", Description = $"address to listen on, default 127.0.0.1 ({section}:Host)" };

    public Option<int?> Port { get; } = new("--port") { HelpName = "N", Description = $"port to listen on, default {defaultPort} ({section}:Port)" };

    /// <exception cref="Contracts.UserErrorException">It is taken.</exception>
    public Address Read(ParseResult parsed, PlatformSettings settings) =>
        Wanted(parsed, settings).EnsureFree($"--port N or PLATFORM_{section}__Port");

    public Address Wanted(ParseResult parsed, PlatformSettings settings)
    {
        settings.Set($"{section}:Host", parsed.GetValue(Host));
        settings.Set($"{section}:Port", parsed.GetValue(Port)?.ToString(CultureInfo.InvariantCulture));
        return Address.Of(settings, section, defaultPort);
    }
}
