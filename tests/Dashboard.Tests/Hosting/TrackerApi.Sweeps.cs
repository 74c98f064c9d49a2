using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Platform.Contracts.Api;

namespace Platform.Dashboard.Tests.Hosting;

sealed partial class TrackerApi
{
    public SharedList<RecordedSweep> Sweeps { get; } = [];

    /// <summary>What any sweep file comes to.</summary>
    public SweepCheck SweepCheck { get; set; } = new() { Faults = [], Cells = [], Reusable = 0, PastRuns = 0 };

    void MapSweeps()
    {
        _app.MapGet("/api/sweeps", () => Answer(Sweeps.Select(s => s.Detail.Summary)));
        _app.MapGet("/api/sweeps/{sweep}", (string sweep) => Answer(Sweeps.FirstOrDefault(s => s.Detail.Summary.Name == sweep)?.Detail));
        _app.MapPost("/api/sweeps/check", () => Answer(SweepCheck));
        _app.MapPost("/api/sweeps", () => SweepCheck.Faults.Count > 0 ? Results.Json(SweepCheck, statusCode: 400) : Answer(Sweeps[0].Detail.Summary));
        _app.MapPatch("/api/sweeps/{sweep}", () => Answer(Sweeps[0].Detail.Summary));
        _app.MapPost("/api/sweeps/{sweep}/{command}", (string sweep, string command) =>
        {
            var state = command switch { "pause" => SweepState.Paused, "stop" => SweepState.Stopped, _ => SweepState.Running };
            return Sweeps.First(s => s.Detail.Summary.Name == sweep).Go(state) ? Answer(new CommandOutcome(true)) : Results.Json(new CommandOutcome(false, $"the sweep is {state} already"), Contracts.Journal.JournalJson.Options, statusCode: 409);
        });
    }
}
