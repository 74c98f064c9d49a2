using BenchmarkDotNet.Attributes;
using Platform.Trainer.Data;
using Platform.Trainer.Refinement;

namespace Platform.Benchmarks;

/// <summary>Dense CRF with DuPL's settings on 250×188×21: building the lattices, and ten iterations of mean field on top.</summary>
[MemoryDiagnoser]
public class DenseCrfBenchmark
{
    const int Width = 250, Height = 188, Classes = 21;

    readonly RgbImage _image = new(Width, Height, [.. Enumerable.Range(0, Width * Height * 3).Select(Shade)]);
    readonly float[] _probabilities = [.. Enumerable.Range(0, Width * Height * Classes).Select(_ => 1f / Classes)];

    [Benchmark(Baseline = true)]
    public object Lattices() => new DenseCrf(_image, DenseCrfOptions.DuPL);

    [Benchmark]
    public object Refined() => new DenseCrf(_image, DenseCrfOptions.DuPL).Refine(_probabilities, Classes);

    // soft waves: neighbours are alike, as in photographs
    static byte Shade(int i) => (byte)(127 + 80 * Math.Sin(i % (Width * 3) / 90.0) + 40 * Math.Cos(i / (Width * 3) / 25.0));
}
