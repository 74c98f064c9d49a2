using MassTransit;
using Platform.Contracts;
using Platform.Settings;

namespace Platform.Hosting;

/// <summary>A process with nothing but a bus: trainers, and what delivers their journals.</summary>
sealed class BusProcess : IAsyncDisposable
{
    readonly IHost _host;

    BusProcess(IHost host) => _host = host;

    /// <summary>Null when built without.</summary>
    public IBus? Bus => _host.Services.GetService<IBus>();

    public ILogger Log => _host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("platform");

    public static BusProcess Build(PlatformSettings settings, bool withBus, bool verbose)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        ProcessLog.Configure(builder.Logging, verbose, settings.LogAsJson);
        if (withBus)
            builder.Services.AddPlatformBus(settings.Bus());
        return new(builder.Build());
    }

    public Task StartAsync(CancellationToken cancel) => _host.StartAsync(cancel);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
