using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Contracts;
using Platform.Contracts.Api;
using Platform.TestKit;
using Platform.Tracker;
using Platform.Tracker.Journal;

namespace Platform.Dashboard.Tests.Hosting;

/// <summary>The tracker itself on an SQLite file of its own, for pages that ask more of it than rows.</summary>
sealed class RealTracker : IAsyncDisposable
{
    readonly WebApplication _app;
    readonly TempFolder _folder;

    RealTracker(WebApplication app, TempFolder folder) => (_app, _folder) = (app, folder);

    public string Url => _app.Urls.First();
    public TrackerClient Client => new(new HttpClient { BaseAddress = new Uri(Url + "/") });

    public static async Task<RealTracker> StartAsync()
    {
        var folder = new TempFolder();
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration["Tracker:Database"] = "sqlite";
        builder.Configuration["Tracker:ConnectionString"] = $"Data Source={Path.Combine(folder.Path, "tracker.db")};Pooling=False";
        builder.Services.AddTracker(builder.Configuration);
        builder.Services.AddPlatformBus(new BusOptions { Kind = "in-memory" }, bus => bus.AddTrackerConsumers(builder.Configuration));
        var app = builder.Build();
        app.MapTracker();
        await app.StartAsync();
        return new(app, folder);
    }

    public Task StoreAsync(params IEnumerable<SomeRun> runs) => StoreLinesAsync(runs.SelectMany(r => r.Lines()));

    public async Task StoreLinesAsync(IEnumerable<byte[]> lines) =>
        await _app.Services.GetRequiredService<JournalStore>().StoreAsync([.. lines], CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
        _folder.Dispose();
    }
}
