using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Contracts;
using Platform.Contracts.Events;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.Tests.Hosting;

/// <summary>The dashboard as a host runs it: Kestrel, Production, in-memory bus, a content root that holds none of its files.</summary>
sealed class DashboardHost : IAsyncDisposable
{
    readonly WebApplication _app;

    DashboardHost(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();
    public RunFeed Feed => _app.Services.GetRequiredService<RunFeed>();

    public static async Task<DashboardHost> StartAsync(string trackerUrl, string url = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production", ContentRootPath = Path.GetTempPath() });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        builder.Configuration["Dashboard:TrackerUrl"] = trackerUrl;
        builder.Services.AddDashboard(builder.Configuration);
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
