using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using System.Text.Json;

namespace Platform.Benchmarks;

/// <summary>
/// The journal of one made-up run, line by line: losses as a trainer has them (single precision, falling, noisy) and two
/// metrics that were computed in double precision.
/// </summary>
sealed class IngestRun(int number, int rows, int metrics, int rowsTotal)
{
    /// <summary>Metrics that are no single-precision numbers; the first ones.</summary>
    public const int Doubles = 2;

    readonly Random _noise = new(number);
    readonly string[] _names = [.. Enumerable.Range(0, metrics).Select(m => m < Doubles ? $"rate/{m}" : $"loss/term-{m}")];
    string _hash = JournalEntry.NoHash;

    public Guid Id { get; } = Guid.CreateVersion7();
    public long Entries { get; private set; }
    public long Points { get; private set; }
    public int Iteration { get; private set; }

    /// <summary>Hash of the newest line.</summary>
    public string HeadHash => _hash;

    public byte[] Started() => Add(new RunStarted
    {
        Project = "bench", Experiment = "ingest", RunName = $"ingest-{number}", Method = "none", Backbone = "none", Dataset = "none",
        SplitSizes = new Dictionary<string, int>(), Config = JsonSerializer.SerializeToElement(new { number }), ConfigHash = JournalEntry.NoHash,
        Switches = new Dictionary<string, bool>(), Seed = number, TotalIterations = rowsTotal, Host = "bench", Device = "cpu",
        Libraries = new Dictionary<string, string>(), Synthetic = true,
    });

    /// <summary>The next batch of iterations.</summary>
    public byte[] Metrics()
    {
        var first = Iteration + 1;
        var values = new Dictionary<string, IReadOnlyList<double?>>(metrics);
        for (var metric = 0; metric < metrics; metric++)
        {
            var column = new double?[rows];
            for (var row = 0; row < rows; row++)
                column[row] = Value(metric, first + row);
            values.Add(_names[metric], column);
        }
        Iteration += rows;
        Points += (long)rows * metrics;
        return Add(new MetricsLogged { Iterations = [.. Enumerable.Range(first, rows)], Values = values });
    }

    public byte[] Completed() => Add(new RunCompleted { FinalIteration = Iteration });

    double Value(int metric, int iteration)
    {
        var value = metric + 3.0 / (1 + iteration * 0.001) + 0.1 * _noise.NextDouble();
        return metric < Doubles ? value : (float)value;
    }

    byte[] Add(IRunEvent @event)
    {
        var entry = JournalEntry.Write(new()
        {
            RunId = Id, Sequence = ++Entries, Attempt = 1, OccurredAt = TimeProvider.System.GetUtcNow(), PreviousHash = _hash,
        }, @event);
        _hash = entry.Hash;
        return entry.Bytes;
    }
}
