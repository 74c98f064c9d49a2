using MassTransit;
using Platform.Contracts;
using Platform.Contracts.Api;
using Platform.Contracts.Sweeps;
using Platform.Hosting;
using Platform.Settings;
using Platform.Tracker.Runs;
using Platform.Tracker.Sweeps;

namespace Platform.Sweeps;

/// <summary>
/// Where a sweep's journals go: to the bus the settings name, or, without one, to a tracker and dashboard in this process over a
/// SQLite file in the sweep's folder.
/// </summary>
sealed class SweepHost : IAsyncDisposable
{
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    readonly WebApplication? _web;
    readonly BusProcess? _process;
    readonly HttpClient? _http;

    SweepHost(WebApplication web, string url)
    {
        _web = web;
        _http = new() { BaseAddress = new(web.Urls.First()) };
        Url = url;
    }

    SweepHost(BusProcess process) => _process = process;

    /// <summary>The dashboard, where it is in this process.</summary>
    public string? Url { get; }

    public IBus Bus => _web?.Services.GetRequiredService<IBus>() ?? _process!.Bus!;

    public ILogger Log => _web?.Services.GetRequiredService<ILoggerFactory>().CreateLogger("sweep") ?? _process!.Log;

    public static async Task<SweepHost> StartAsync(PlatformSettings settings, SweepFolder folder, bool verbose, CancellationToken cancel)
    {
        if (settings.Bus().Kind == BusOptions.InMemory)
            return await EmbedAsync(settings, folder, verbose, cancel);
        await BusSetup.EnsureReachableAsync(settings.Bus(), cancel);
        var process = BusProcess.Build(settings, withBus: true, verbose);
        await process.StartAsync(cancel);
        return new(process);
    }

    /// <summary>Has the tracker in this process, where there is one, show the sweep. One elsewhere knows its runs only.</summary>
    public async Task ShowAsync(SweepDraft draft, IReadOnlyList<CellProgress> cells, CancellationToken cancel)
    {
        if (_web is not null)
            await _web.Services.GetRequiredService<FollowedSweeps>()
                .BeginAsync(draft, cells.ToDictionary(c => c.Cell.Id, c => c.RunId), Environment.MachineName, cancel);
    }

    /// <summary>Tells that tracker of cells that failed before their first entry.</summary>
    public async Task ShowFailedAsync(SweepDraft draft, IReadOnlyList<CellProgress> cells)
    {
        var silent = cells.Where(c => c.State == CellState.Failed && c.Entries == 0).ToDictionary(c => c.Cell.Id, c => c.Error ?? "");
        if (_web is not null && silent.Count > 0)
            await _web.Services.GetRequiredService<FollowedSweeps>().FailAsync(draft.Name, silent, CancellationToken.None);
    }

    /// <summary>The runs somebody deleted from the tracker in this process, which drops what is delivered of them. One elsewhere is not asked.</summary>
    public async Task<IReadOnlySet<Guid>> DeletedAsync(CancellationToken cancel) =>
        _web is null ? new HashSet<Guid>() : await _web.Services.GetRequiredService<RunDeletion>().DeletedAsync(cancel);

    /// <summary>Whether the tracker in this process lacks entries of the cell. One elsewhere is the broker's business.</summary>
    public async Task<bool> LacksAsync(CellProgress cell)
    {
        if (_http is null)
            return true;
        return (await new TrackerClient(_http).JournalStateAsync(cell.RunId))?.Stored is not { } stored || stored < cell.Entries;
    }

    /// <summary>Waits up to a minute until the tracker in this process has stored what the cells journaled.</summary>
    /// <returns>Whether it has.</returns>
    public async Task<bool> SettleAsync(IReadOnlyList<CellProgress> cells, TimeProvider clock)
    {
        var began = clock.GetTimestamp();
        var deleted = await DeletedAsync(CancellationToken.None);
        foreach (var cell in _http is null ? [] : cells.Where(c => c.Entries > 0 && !deleted.Contains(c.RunId)))
            while (await LacksAsync(cell))
            {
                if (clock.GetElapsedTime(began) > s_patience)
                    return false;
                await Task.Delay(TimeSpan.FromMilliseconds(100), clock);
            }
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        if (_process is not null)
            await _process.DisposeAsync();
        if (_web is null)
            return;
        await _web.StopAsync(CancellationToken.None);
        await _web.DisposeAsync();
    }

    static async Task<SweepHost> EmbedAsync(PlatformSettings settings, SweepFolder folder, bool verbose, CancellationToken cancel)
    {
        var address = Address.Of(settings, "Dashboard", 5080).NextFree();
        settings
            .Set("Tracker:Database", "sqlite")
            .Set("Tracker:ConnectionString", $"Data Source={folder.Database}")
            .Set("Dashboard:TrackerUrl", address.LocalUrl);
        var web = WebProcess.Build(settings, Service.Tracker | Service.Dashboard, [address], verbose);
        await WebProcess.StartAsync(web, cancel);
        return new(web, address.LocalUrl);
    }
}
