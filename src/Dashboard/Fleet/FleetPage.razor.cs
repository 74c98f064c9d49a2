using Microsoft.AspNetCore.Components;
using Platform.Contracts.Api;
using Platform.Dashboard.Charts;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.Fleet;

/// <summary>Who trains what, and how the tracker keeps up, asked again every two seconds.</summary>
public sealed partial class FleetPage : ComponentBase, IDisposable
{
    // heartbeats come every two, and no notice tells of them
    static readonly TimeSpan s_interval = TimeSpan.FromSeconds(2);

    FleetView _view = null!;
    string? _search;
    Throttle? _throttle;
    ITimer? _timer;

    [SupplyParameterFromQuery(Name = "q")] string? Search { get; set; }

    [Inject] TrackerClient Tracker { get; set; } = null!;
    [Inject] TimeProvider Time { get; set; } = null!;
    [Inject] NavigationManager Navigation { get; set; } = null!;

    IReadOnlyList<ChartSeries> Points => [Curve("points/s", r => r.PointsPerSecond)];

    IReadOnlyList<ChartSeries> Entries => [Curve("entries/s", r => r.EntriesPerSecond)];

    protected override async Task OnInitializedAsync()
    {
        _search = Search;
        _view = new(Tracker, Time);
        await _view.RefreshAsync();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender)
            return;
        _throttle = new(s_interval / 2, Time, cancel => InvokeAsync(async () =>
        {
            await _view.RefreshAsync(cancel);
            StateHasChanged();
        }));
        _timer = Time.CreateTimer(_ => _throttle.Request(), null, TimeSpan.Zero, s_interval);
    }

    ChartSeries Curve(string name, Func<IngestRate, double> value)
    {
        var rates = _view.Status?.Ingest ?? [];
        return new(name, [.. rates.Select(r => (double)r.From.ToUnixTimeSeconds() + r.Seconds)], [.. rates.Select(value)]);
    }

    void SearchChanged() => Navigation.NavigateTo(DashboardUrls.FleetOf(_search), replace: true);

    public void Dispose()
    {
        _timer?.Dispose();
        _throttle?.Dispose();
    }
}
