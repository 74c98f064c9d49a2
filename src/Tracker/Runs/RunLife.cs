using System.Text.Json;
using Platform.Contracts.Api;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Runs;

/// <summary>How a run's row follows its start, its resumes and its end.</summary>
static class RunLife
{
    public static async Task StartAsync(TrackerDb db, Run run, EntryHeader header, RunStarted e, CancellationToken cancel)
    {
        run.Project = StoredForm.Text(e.Project);
        run.Experiment = StoredForm.Text(e.Experiment);
        run.Name = StoredForm.Text(e.RunName);
        run.Method = StoredForm.Text(e.Method);
        run.Backbone = StoredForm.Text(e.Backbone);
        run.Dataset = StoredForm.Text(e.Dataset);
        run.SplitSizes = Json(e.SplitSizes);
        run.Switches = Json(e.Switches);
        run.Libraries = Json(e.Libraries);
        run.Config = e.Config.GetRawText();
        run.ConfigHash = StoredForm.Text(e.ConfigHash);
        run.Seed = e.Seed;
        run.TotalIterations = e.TotalIterations;
        run.CodeRevision = StoredForm.TextOrNull(e.CodeRevision);
        run.CodeDirty = e.CodeDirty;
        run.Host = StoredForm.Text(e.Host);
        run.Device = StoredForm.Text(e.Device);
        run.SweepId = StoredForm.TextOrNull(e.SweepId);
        run.CellId = StoredForm.TextOrNull(e.CellId);
        run.Imported = e.Imported is null ? null : StoredForm.Text(Json(e.Imported));
        run.Synthetic = e.Synthetic;
        run.StartedAt = StoredForm.Time(header.OccurredAt);
        run.SettingsHash = SettingsHash.Of(await RunParameters.ReplaceAsync(db, run.Id, e, cancel));
        await BeginAttemptAsync(db, run, header, 0, e.Host, e.Device, cancel);
    }

    public static Task ResumeAsync(TrackerDb db, Run run, EntryHeader header, RunResumed e, CancellationToken cancel) =>
        BeginAttemptAsync(db, run, header, e.FromIteration, e.Host, e.Device, cancel);

    public static Task CompleteAsync(Run run, EntryHeader header, RunCompleted e) =>
        EndAsync(run, header, RunStatus.Completed, e.FinalIteration, null, null);

    public static Task FailAsync(Run run, EntryHeader header, RunFailed e) =>
        EndAsync(run, header, RunStatus.Failed, e.FinalIteration, e.Error, e.Stack);

    public static Task StopAsync(Run run, EntryHeader header, RunStopped e) =>
        EndAsync(run, header, RunStatus.Stopped, e.FinalIteration, e.Reason, null);

    static async Task BeginAttemptAsync(
        TrackerDb db, Run run, EntryHeader header, int from, string host, string device, CancellationToken cancel)
    {
        var attempt = await db.RunAttempts.FindAsync([run.Id, header.Attempt], cancel);
        if (attempt is null)
        {
            attempt = new()
            {
                RunId = run.Id, Attempt = header.Attempt, FromIteration = from, Host = "", Device = "", StartedAt = StoredForm.Time(header.OccurredAt),
            };
            db.Add(attempt);
        }
        attempt.FromIteration = from;
        attempt.Host = StoredForm.Text(host);
        attempt.Device = StoredForm.Text(device);
        run.Attempt = header.Attempt;
        run.Iteration = from;
        run.Status = RunStatus.Running;
        run.EndedAt = null;
        run.Ending = null;
        run.Stack = null;
    }

    static Task EndAsync(Run run, EntryHeader header, RunStatus status, int iteration, string? ending, string? stack)
    {
        run.Status = status;
        run.Iteration = iteration;
        run.EndedAt = StoredForm.Time(header.OccurredAt);
        run.Ending = StoredForm.TextOrNull(ending);
        run.Stack = StoredForm.TextOrNull(stack);
        return Task.CompletedTask;
    }

    static string Json<T>(T value) => JsonSerializer.Serialize(value, JournalJson.Options);
}
