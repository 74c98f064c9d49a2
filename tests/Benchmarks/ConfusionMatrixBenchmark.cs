using BenchmarkDotNet.Attributes;
using Platform.Trainer.Evaluation;

namespace Platform.Benchmarks;

/// <summary>Counting one image of VOC's usual size, against the obvious way to write it.</summary>
[MemoryDiagnoser]
public class ConfusionMatrixBenchmark
{
    const int Classes = 21;

    readonly byte[] _truth = Labels(1);
    readonly byte[] _prediction = Labels(2);

    [Benchmark(Baseline = true)]
    public int GroupedPairs() => _truth.Zip(_prediction).Where(p => p.First < Classes).GroupBy(p => p).Count();

    [Benchmark]
    public long Counted()
    {
        var matrix = new ConfusionMatrix(Classes);
        matrix.Add(_prediction, _truth);
        return matrix[0, 0];
    }

    static byte[] Labels(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 500 * 375).Select(_ => (byte)random.Next(Classes))];
    }
}
