using Platform.Trainer.Data;
using Platform.Trainer.Refinement;

namespace Platform.Benchmarks;

/// <summary>Dense CRF on an image of VOC's usual size with DuPL's settings: building its lattices, and the whole refinement.</summary>
static class CrfBenchmark
{
    public static IEnumerable<string> Run(int width, int height, int classes, int iterations, int repetitions)
    {
        var (image, probabilities) = (Picture.Smooth(width, height), Picture.Probabilities(width, height, classes));
        var options = DenseCrfOptions.DuPL with { Iterations = iterations };
        var size = $"{width}×{height}×{classes}";
        yield return Measurement.Of(() => new DenseCrf(image, options), repetitions, 1).Describe($"lattices of {size} (baseline)");
        yield return Measurement.Of(() => new DenseCrf(image, options).Refine(probabilities, classes), repetitions, 1)
            .Describe($"dense CRF on {size}, {iterations} iterations, {Environment.ProcessorCount} threads");
    }
}
