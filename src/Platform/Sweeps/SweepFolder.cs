using System.Text.Json;
using Platform.Contracts;
using Platform.Settings;
using Platform.Trainer;
using Platform.Trainer.Sweeps;

namespace Platform.Sweeps;

/// <summary>
/// Where a sweep keeps everything on this machine: <c>data/sweeps/NAME</c>. Which run is a cell's is remembered in
/// <c>cells.json</c>; how far a run came is told by its journal alone.
/// </summary>
sealed class SweepFolder(string path)
{
    Dictionary<string, Guid>? _runs;

    public static SweepFolder Of(PlatformSettings settings, SweepPlan plan) => new(System.IO.Path.Combine(settings.DataFolder, "sweeps", plan.File.Name));

    public string Path => path;

    public string Runs => System.IO.Path.Combine(path, "runs");

    public string Database => System.IO.Path.Combine(path, "tracker.db");

    /// <summary>What the cell's runs wrote to their consoles.</summary>
    public string LogOf(SweepCell cell) => System.IO.Path.Combine(path, "cells", cell.Id + ".log");

    public string ConfigOf(SweepCell cell) => System.IO.Path.Combine(path, "cells", cell.Id + ".json");

    /// <summary>The cell's run, given an id the first time it is asked for.</summary>
    public RunFolder RunOf(SweepCell cell, out Guid id)
    {
        lock (this)
        {
            _runs ??= Load();
            if (!_runs.TryGetValue(cell.Id, out id))
            {
                _runs[cell.Id] = id = Guid.CreateVersion7();
                Save(_runs);
            }
        }
        return FolderOf(id);
    }

    /// <summary>Has cells begin another run whose run is one of these; what those wrote stays.</summary>
    /// <returns>The cells, and the folder of the run each had.</returns>
    public IReadOnlyList<(SweepCell Cell, RunFolder Run)> Forget(IEnumerable<SweepCell> cells, IReadOnlySet<Guid> deleted)
    {
        lock (this)
        {
            _runs ??= Load();
            var gone = cells.Where(c => _runs.TryGetValue(c.Id, out var run) && deleted.Contains(run)).Select(c => (c, FolderOf(_runs[c.Id]))).ToArray();
            foreach (var (cell, _) in gone)
                _runs.Remove(cell.Id);
            if (gone.Length > 0)
                Save(_runs);
            return gone;
        }
    }

    /// <summary>Makes the folders, and keeps other processes from running the same sweep until disposed.</summary>
    /// <exception cref="UserErrorException">Another one does.</exception>
    public IDisposable Own()
    {
        Directory.CreateDirectory(Runs);
        Directory.CreateDirectory(System.IO.Path.Combine(path, "cells"));
        try
        {
            return new FileStream(System.IO.Path.Combine(path, "sweep.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new UserErrorException($"{path}: another process is running this sweep; wait for it, or stop it first", e);
        }
    }

    /// <summary>Removes what earlier runs of the sweep left.</summary>
    public void Clear()
    {
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
    }

    RunFolder FolderOf(Guid run) => new(System.IO.Path.Combine(Runs, run.ToString()));

    string Ledger => System.IO.Path.Combine(path, "cells.json");

    Dictionary<string, Guid> Load()
    {
        try
        {
            return File.Exists(Ledger) ? JsonSerializer.Deserialize<Dictionary<string, Guid>>(File.ReadAllBytes(Ledger)) ?? [] : [];
        }
        catch (JsonException e)
        {
            throw new UserErrorException($"{Ledger} cannot be read: {e.Message}; remove the sweep's folder, or begin anew with --fresh", e);
        }
    }

    void Save(Dictionary<string, Guid> runs)
    {
        var next = Ledger + ".next";
        File.WriteAllBytes(next, JsonSerializer.SerializeToUtf8Bytes(runs));
        File.Move(next, Ledger, overwrite: true);
    }
}
