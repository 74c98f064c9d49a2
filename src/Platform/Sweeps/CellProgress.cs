using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.Contracts.Statistics;
using Platform.Contracts.Sweeps;
using Platform.Trainer;
using Platform.Trainer.Journal;
using Platform.Trainer.Sweeps;

namespace Platform.Sweeps;

/// <summary>A cell and how far it came, as its journal tells: read as far as it is written, again and again.</summary>
sealed class CellProgress(SweepCell cell, Guid run, RunFolder folder)
{
    readonly List<EvaluationCompleted> _evaluations = [];
    JournalPosition _read = JournalPosition.Start;

    public SweepCell Cell => cell;

    public Guid RunId => run;

    public RunFolder Folder => folder;

    public CellState State { get; set; } = CellState.Queued;

    public int Iteration { get; private set; }

    /// <summary>Where the present attempt began.</summary>
    public int From { get; private set; }

    /// <summary>Journal entries there are.</summary>
    public long Entries => _read.Sequence;

    public bool HasCompleted { get; private set; }

    /// <summary>Why it failed.</summary>
    public string? Error { get; set; }

    /// <summary>When the present attempt was started, as a timestamp of the clock.</summary>
    public long Began { get; set; }

    public TimeSpan Took { get; set; }

    /// <summary>The best network's at the last evaluation, percent; null where there was none.</summary>
    public double? Score(SweepObjective objective)
    {
        lock (_evaluations)
        {
            return ScoreChoice.Of(_evaluations.Where(e => e.Split == objective.Split && e.Output == objective.Output), e => e.Iteration, Value) is { } last ? Value(last) : null;
        }

        double? Value(EvaluationCompleted e) => objective.Measure == "miou" ? e.MeanIou : objective.Value(e.ClassNames, e.Confusion);
    }

    /// <summary>Takes in what was journaled since the last time.</summary>
    public void Refresh()
    {
        if (!File.Exists(folder.Journal))
            return;
        try
        {
            foreach (var record in JournalReader.Read(folder.Journal, _read))
            {
                Take(record);
                _read = record.End;
            }
        }
        catch (JournalFormatException e)
        {
            Error = e.Message;
        }
    }

    void Take(JournalRecord record)
    {
        switch (record.WireName)
        {
            case MetricsLogged.WireName or EvaluationCompleted.WireName or RunStarted.WireName or RunResumed.WireName
                or RunCompleted.WireName or RunFailed.WireName:
                Take(JournalEntry.Read(record.Bytes).Event);
                break;
        }
    }

    void Take(IRunEvent entry)
    {
        switch (entry)
        {
            case RunStarted:
                Restart(0);
                break;
            case RunResumed resumed:
                Restart(resumed.FromIteration);
                break;
            case MetricsLogged { Iterations: [.., var last] }:
                Iteration = last;
                break;
            // later ones are of other protocols, by platform evaluate
            case EvaluationCompleted evaluation when !HasCompleted:
                Iteration = evaluation.Iteration;
                lock (_evaluations)
                    _evaluations.Add(evaluation);
                break;
            case RunCompleted completed:
                (Iteration, HasCompleted, Error) = (completed.FinalIteration, true, null);
                break;
            case RunFailed failed:
                Error = failed.Error;
                break;
        }
    }

    // what an attempt did after the checkpoint the next one goes on from is not the run's
    void Restart(int from)
    {
        (From, Iteration, HasCompleted, Error) = (from, from, false, null);
        lock (_evaluations)
            _evaluations.RemoveAll(e => e.Iteration > from);
    }
}
