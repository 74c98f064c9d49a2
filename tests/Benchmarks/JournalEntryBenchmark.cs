using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;

namespace Platform.Benchmarks;

/// <summary>Making a line of 50 iterations × 10 metrics, against serialising its event alone; and reading it again.</summary>
[MemoryDiagnoser]
public class JournalEntryBenchmark
{
    readonly IRunEvent _event = new MetricsLogged
    {
        Iterations = [.. Enumerable.Range(1, 50)],
        Values = Enumerable.Range(0, 10).ToDictionary(
            m => $"loss/{m}", m => (IReadOnlyList<double?>)[.. Enumerable.Range(0, 50).Select(i => (double?)Math.Sin(i + m))]),
    };

    readonly EntryHeader _header = new()
    {
        RunId = Guid.CreateVersion7(), Sequence = 2, Attempt = 1, OccurredAt = DateTimeOffset.UnixEpoch, PreviousHash = JournalEntry.NoHash,
    };

    byte[] _line = [];

    [GlobalSetup]
    public void MakeLine() => _line = JournalEntry.Write(_header, _event).Bytes;

    [Benchmark(Baseline = true)]
    public int EventAlone() => JsonSerializer.SerializeToUtf8Bytes(_event, JournalJson.Options).Length;

    [Benchmark]
    public int Write() => JournalEntry.Write(_header, _event).Bytes.Length;

    [Benchmark]
    public long Read() => JournalEntry.Read(_line).Header.Sequence;
}
