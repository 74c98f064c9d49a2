using System.Collections.Concurrent;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Contracts;
using Platform.Contracts.Api;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.Tracker.Journal;

namespace Platform.Tracker.Tests;

/// <summary>
/// A whole tracker: bus, storage and HTTP API on a free port. However slow the machine is, nobody it heard is taken for silent:
/// a test says when somebody is.
/// </summary>
sealed class TestHost : IAsyncDisposable
{
    readonly WebApplication _app;
    readonly TestDatabase _database;

    TestHost(WebApplication app, TestDatabase database, ConcurrentQueue<string> logged)
    {
        (_app, _database, Logged) = (app, database, logged);
        Http = new() { BaseAddress = new(app.Urls.First() + "/"), Timeout = Patience.OfWait };
        Client = new(Http);
    }

    public HttpClient Http { get; }
    public TrackerClient Client { get; }
    public ConcurrentQueue<RunChanged> Notices { get; } = [];
    public ConcurrentQueue<string> Logged { get; }

    public static async Task<TestHost> StartAsync(string database = "sqlite", BusOptions? bus = null, TestDatabase? onto = null, bool readOnly = false,
        Contracts.Sweeps.ISweepPlanner? planner = null)
    {
        var own = onto ?? await TestDatabase.CreateAsync(database);
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel =>
            (kestrel.Limits.MinRequestBodyDataRate, kestrel.Limits.MinResponseDataRate) = (null, null)); // a test may be slow
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Patience.OfWait);
        var logged = new KeptLogs();
        builder.Logging.ClearProviders().AddProvider(logged);
        builder.Configuration.AddConfiguration(own.Configuration);
        builder.Configuration["Tracker:ReadOnly"] = readOnly.ToString();
        builder.Configuration["Tracker:LeaseSeconds"] = "3600";
        builder.Services.AddTracker(builder.Configuration);
        builder.Services.AddSingleton(new HeardTrainers(new HandClock()));
        if (planner is not null)
            builder.Services.AddSingleton(planner);
        builder.Services.AddPlatformBus(bus ?? new(), x => x.AddTrackerConsumers(builder.Configuration));
        var app = builder.Build();
        app.MapTracker();
        await app.StartAsync();
        var host = new TestHost(app, own, logged.Messages);
        await app.Services.GetRequiredService<IBus>().ConnectReceiveEndpoint($"heard-{Guid.CreateVersion7():N}", endpoint =>
            endpoint.Handler<RunChanged>(context =>
            {
                host.Notices.Enqueue(context.Message);
                return Task.CompletedTask;
            })).Ready;
        return host;
    }

    public async Task PublishAsync(params IEnumerable<byte[]> lines)
    {
        var bus = _app.Services.GetRequiredService<IBus>();
        foreach (var line in lines)
            await bus.PublishLineAsync(line, "any-name");
    }

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }
}
