using System.Net;
using System.Net.Http.Json;
using Platform.Contracts.Journal;

namespace Platform.Contracts.Api;

public sealed partial class TrackerClient
{
    /// <summary>Begins a sweep.</summary>
    /// <exception cref="SweepFaultsException">The file has faults.</exception>
    public async Task<SweepSummary> CreateSweepAsync(SweepRequest request, CancellationToken cancel = default)
    {
        using var response = await http.PostAsJsonAsync("api/sweeps", request, JournalJson.Options, cancel);
        await ThrowFaultsAsync(response, cancel);
        response.EnsureSuccessStatusCode();
        return await AnswerAsync<SweepSummary>(response, cancel);
    }

    /// <summary>What the file comes to; nothing begins.</summary>
    public async Task<SweepCheck> CheckSweepAsync(SweepRequest request, CancellationToken cancel = default)
    {
        using var response = await http.PostAsJsonAsync("api/sweeps/check", request, JournalJson.Options, cancel);
        response.EnsureSuccessStatusCode();
        return await AnswerAsync<SweepCheck>(response, cancel);
    }

    /// <summary>All sweeps, newest first.</summary>
    public async Task<IReadOnlyList<SweepSummary>> SweepsAsync(CancellationToken cancel = default) =>
        await FindAsync<SweepSummary[]>("api/sweeps", cancel) ?? [];

    /// <param name="sweep">An id or a name.</param>
    public Task<SweepDetail?> SweepAsync(string sweep, CancellationToken cancel = default) => FindAsync<SweepDetail>(PathOf(sweep), cancel);

    /// <summary>No further cell begins.</summary>
    public Task<CommandOutcome> PauseSweepAsync(string sweep, CancellationToken cancel = default) => CommandAsync(PathOf(sweep, "pause"), cancel);

    /// <summary>After a pause or a stop: cells begin again, those that were stopped from their newest checkpoint.</summary>
    public Task<CommandOutcome> ResumeSweepAsync(string sweep, CancellationToken cancel = default) => CommandAsync(PathOf(sweep, "resume"), cancel);

    /// <summary>Ends it, and its cells at work within an iteration.</summary>
    public Task<CommandOutcome> StopSweepAsync(string sweep, CancellationToken cancel = default) => CommandAsync(PathOf(sweep, "stop"), cancel);

    /// <summary>Queues the cells that failed.</summary>
    public Task<CommandOutcome> RetrySweepAsync(string sweep, CancellationToken cancel = default) => CommandAsync(PathOf(sweep, "retry"), cancel);

    /// <summary>Queues every cell that has neither completed nor is at work or waits: failed, stopped and pruned ones, and those whose run is gone.</summary>
    public Task<CommandOutcome> FillSweepAsync(string sweep, CancellationToken cancel = default) => CommandAsync(PathOf(sweep, "fill"), cancel);

    /// <summary>Changes a sweep while it runs.</summary>
    /// <returns>Null where the sweep is unknown.</returns>
    /// <exception cref="SweepFaultsException">The new file has faults.</exception>
    public async Task<SweepSummary?> EditSweepAsync(string sweep, SweepEdit edit, CancellationToken cancel = default)
    {
        using var response = await http.PatchAsJsonAsync(PathOf(sweep), edit, JournalJson.Options, cancel);
        await ThrowFaultsAsync(response, cancel);
        return await ReadAsync<SweepSummary>(response, cancel);
    }

    /// <summary>Has the run's trainer save and end it within an iteration.</summary>
    /// <param name="reason">What its journal says about it; absent: "command".</param>
    public Task<CommandOutcome> StopRunAsync(Guid run, string? reason = null, CancellationToken cancel = default) =>
        CommandAsync($"api/runs/{run}/stop" + Query(("reason", reason)), cancel);

    /// <summary>Queues a run that has not completed: a free worker goes on from its newest checkpoint.</summary>
    public Task<CommandOutcome> ResumeRunAsync(Guid run, CancellationToken cancel = default) => CommandAsync($"api/runs/{run}/resume", cancel);

    /// <summary>Trainers heard of lately, by name.</summary>
    public async Task<IReadOnlyList<TrainerSummary>> TrainersAsync(CancellationToken cancel = default) =>
        await FindAsync<TrainerSummary[]>("api/trainers", cancel) ?? [];

    static string PathOf(string sweep, string? command = null) => $"api/sweeps/{Uri.EscapeDataString(sweep)}{(command is null ? "" : "/" + command)}";

    // what cannot be done says why, as does what is not there
    async Task<CommandOutcome> CommandAsync(string path, CancellationToken cancel)
    {
        using var response = await http.PostAsync(path, null, cancel);
        if (response.StatusCode is not (HttpStatusCode.NotFound or HttpStatusCode.Conflict))
            response.EnsureSuccessStatusCode();
        return await AnswerAsync<CommandOutcome>(response, cancel);
    }

    static async Task ThrowFaultsAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        if (response.StatusCode == HttpStatusCode.BadRequest
            && (await response.Content.ReadFromJsonAsync<SweepCheck>(JournalJson.Options, cancel))?.Faults is { Count: > 0 } faults)
            throw new SweepFaultsException(faults);
    }
}
