using BenchmarkDotNet.Attributes;
using Platform.Trainer;
using Platform.Trainer.Journal;
using Platform.Trainer.Reporting;

namespace Platform.Benchmarks;

/// <summary>Reporting an iteration of ten scalars into a journal that is written, against reading the clock.</summary>
[MemoryDiagnoser]
public class LogCallBenchmark
{
    readonly MetricValue[] _values = [.. Enumerable.Range(0, 10).Select(m => new MetricValue($"loss/{m}", m))];
    RunFolder? _folder;
    RunJournal? _journal;
    JournalRunReporter? _reporter;
    int _iteration;

    [GlobalSetup]
    public void Open()
    {
        _folder = new(Directory.CreateTempSubdirectory("platform-bench-").FullName);
        _journal = RunJournal.Open(_folder, Guid.CreateVersion7(), TimeProvider.System);
        _reporter = new(_journal, TimeProvider.System);
    }

    [GlobalCleanup]
    public void Close()
    {
        _reporter?.Dispose();
        _journal?.Dispose();
        Directory.Delete(_folder!.Path, recursive: true);
    }

    [Benchmark(Baseline = true)]
    public long Clock() => TimeProvider.System.GetTimestamp();

    [Benchmark]
    public void Metrics() => _reporter!.Metrics(++_iteration, _values);
}
