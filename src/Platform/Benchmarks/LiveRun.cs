using System.Text.Json;
using MassTransit;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.Trainer;
using Platform.Trainer.Journal;
using Platform.Trainer.Reporting;

namespace Platform.Benchmarks;

/// <summary>A live run without the training: journal, reporter and publisher as a trainer has them, and a steady rate.</summary>
sealed class LiveRun : IAsyncDisposable
{
    const int MetricsAnIteration = 10;
    static readonly TimeSpan s_drain = TimeSpan.FromSeconds(10);

    readonly RunStarted _start;
    readonly RunFolder _folder;
    readonly RunJournal _journal;
    readonly JournalPublisher _publisher;
    readonly JournalRunReporter _reporter;
    readonly MetricValue[] _values = [.. Enumerable.Range(0, MetricsAnIteration).Select(m => new MetricValue($"loss/term-{m}", m))];
    readonly List<DateTimeOffset> _loggedAt = [];
    volatile int _iteration;

    public LiveRun(int number, string runs, IBus bus, JournalOptions options, ILogger log, RunStarted? start = null)
    {
        _start = start ?? Bench(number);
        _folder = RunFolder.Of(runs, Id);
        _journal = RunJournal.Open(_folder, Id, TimeProvider.System, options: options);
        _publisher = JournalPublisher.Start(bus, _folder, _journal, log);
        _reporter = new(_journal, TimeProvider.System);
    }

    public Guid Id { get; } = Guid.CreateVersion7();

    /// <summary>The last iteration logged.</summary>
    public int Iteration => _iteration;

    /// <summary>When each iteration was logged, from the first; complete when <see cref="LogAsync"/> has ended.</summary>
    public IReadOnlyList<DateTimeOffset> LoggedAt => _loggedAt;

    /// <summary>Logs an iteration every <paramref name="period"/>, first after <paramref name="phase"/>, until told to stop.</summary>
    public async Task LogAsync(TimeSpan phase, TimeSpan period, CancellationToken stop)
    {
        _reporter.Event(_start);
        try
        {
            await Task.Delay(phase, stop);
            using var timer = new PeriodicTimer(period);
            do
                Log();
            while (await timer.WaitForNextTickAsync(stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            _reporter.Event(new RunCompleted { FinalIteration = _iteration });
            _reporter.Flush();
        }
    }

    static RunStarted Bench(int number) => new()
    {
        Project = "bench", Experiment = "live", RunName = $"live-{number}", Method = "none", Backbone = "none", Dataset = "none",
        SplitSizes = new Dictionary<string, int>(), Config = JsonSerializer.SerializeToElement(new { number }),
        ConfigHash = JournalEntry.NoHash, Switches = new Dictionary<string, bool>(), Seed = number, TotalIterations = 1_000_000,
        Host = "bench", Device = "cpu", Libraries = new Dictionary<string, string>(), Synthetic = true,
    };

    void Log()
    {
        var iteration = _iteration + 1;
        for (var metric = 0; metric < _values.Length; metric++)
            _values[metric] = _values[metric] with { Value = (float)(metric + 3.0 / (1 + iteration * 0.01)) };
        _loggedAt.Add(TimeProvider.System.GetUtcNow());
        _reporter.Metrics(iteration, _values);
        _iteration = iteration;
    }

    /// <summary>For each iteration the entry that holds it: its sequence, and when its batch was handed to the journal.</summary>
    public IReadOnlyDictionary<int, (long Sequence, DateTimeOffset At)> Entries() => JournalReader.Read(_folder.Journal)
        .Where(line => line.WireName == MetricsLogged.WireName)
        .SelectMany(line => ((MetricsLogged)JournalEntry.Read(line.Bytes).Event).Iterations.Select(i => (i, line.Header)))
        .ToDictionary(e => e.i, e => (e.Header.Sequence, e.Header.OccurredAt));

    public async ValueTask DisposeAsync()
    {
        _reporter.Dispose();
        await _publisher.StopAsync(s_drain);
        await _publisher.DisposeAsync();
        _journal.Dispose();
    }
}
