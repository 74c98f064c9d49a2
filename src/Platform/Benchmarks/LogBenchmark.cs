using System.Diagnostics;
using System.Globalization;
using Platform.Trainer;
using Platform.Trainer.Journal;
using Platform.Trainer.Reporting;

namespace Platform.Benchmarks;

/// <summary>
/// What reporting an iteration costs the training thread, with a journal behind it that is really written. Iterations come
/// in bursts, as a loop whose steps take no time would not be training.
/// </summary>
static class LogBenchmark
{
    const int WarmUps = 20_000;
    const int Burst = 64;

    public static IEnumerable<string> Run(int calls, int metrics)
    {
        var folder = new RunFolder(Directory.CreateTempSubdirectory("platform-bench-log-").FullName);
        try
        {
            using var journal = RunJournal.Open(folder, Guid.CreateVersion7(), TimeProvider.System);
            using var reporter = new JournalRunReporter(journal, TimeProvider.System);
            var values = Enumerable.Range(0, metrics).Select(m => new MetricValue($"loss/{m}", Math.Sin(m))).ToArray();
            yield return Describe($"log call, {metrics} metrics", Measure(reporter, values, calls));
            yield return Describe("two clock readings (baseline)", Measure(null, values, calls));
        }
        finally
        {
            Directory.Delete(folder.Path, recursive: true);
        }
    }

    static (double[] Microseconds, double Bytes) Measure(IRunReporter? reporter, MetricValue[] values, int calls)
    {
        var iteration = 0;
        for (; iteration < WarmUps; iteration++)
            reporter?.Metrics(iteration, values);
        var each = new double[calls];
        var bytes = 0L;
        for (var i = 0; i < calls; i++, iteration++)
        {
            if (i % Burst == 0)
                Thread.Yield();
            var before = GC.GetAllocatedBytesForCurrentThread();
            var began = Stopwatch.GetTimestamp();
            reporter?.Metrics(iteration, values);
            each[i] = Stopwatch.GetElapsedTime(began).TotalMicroseconds;
            bytes += GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Array.Sort(each);
        return (each, bytes / (double)calls);
    }

    static string Describe(string what, (double[] Microseconds, double Bytes) measured) => string.Create(CultureInfo.InvariantCulture,
        $"{what}: median {At(measured, 0.5):0.00} µs, p99 {At(measured, 0.99):0.00} µs, worst {measured.Microseconds[^1]:0} µs of {measured.Microseconds.Length}; {measured.Bytes:0.00} bytes allocated each");

    static double At((double[] Microseconds, double) measured, double share) => measured.Microseconds[(int)(share * (measured.Microseconds.Length - 1))];
}
