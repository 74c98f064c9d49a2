using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Contracts;
using Platform.Contracts.Events;
using Platform.Dashboard.Live;
using Platform.TestKit;

namespace Platform.Dashboard.Tests.Hosting;

/// <summary>The dashboard as a host runs it: Kestrel, Production, in-memory bus, a content root that holds none of its files.</summary>
sealed class DashboardHost : IAsyncDisposable
{
    readonly WebApplication _app;

    DashboardHost(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();
    public RunFeed Feed => _app.Services.GetRequiredService<RunFeed>();

    /// <param name="trackerUrl">Where it asks.</param>
    /// <param name="url">Where it listens.</param>
    /// <param name="time">The clock of all its intervals; the machine's by default.</param>
    public static async Task<DashboardHost> StartAsync(string trackerUrl, string url = "http://127.0.0.1:0", TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production", ContentRootPath = Path.GetTempPath() });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        builder.Configuration["Dashboard:TrackerUrl"] = trackerUrl;
        builder.Configuration["Dashboard:TrackerTimeoutSeconds"] = "120";      // a tracker that is only slow is not away
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddDashboard(builder.Configuration);
        builder.Services.AddSingleton(new Handover(new HandClock()));      // nor is a browser that is
        builder.Services.Configure<CircuitOptions>(o => o.JSInteropDefaultCallTimeout = Patience.OfWait);
        builder.Services.Configure<HubOptions>(o => (o.HandshakeTimeout, o.ClientTimeoutInterval) = (Patience.OfWait, Patience.OfWait));
        builder.Services.AddPlatformBus(new BusOptions { Kind = "in-memory" }, bus => bus.AddDashboardConsumers());
        var app = builder.Build();
        app.MapDashboard();
        await app.StartAsync();
        return new(app);
    }

    /// <summary>Tells, as the tracker does after a commit.</summary>
    public Task TellAsync(RecordedRun run) =>
        _app.Services.GetRequiredService<IBus>().Publish(new RunChanged { RunId = run.Id, AppliedSequence = run.Summary.AppliedSequence });

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));     // open circuits would hold it for seconds
        await _app.DisposeAsync();
    }
}
