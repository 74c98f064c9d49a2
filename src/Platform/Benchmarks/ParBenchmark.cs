using Platform.Trainer;
using Platform.Trainer.Refinement;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Benchmarks;

/// <summary>Pixel-adaptive refinement at half of 448 pixels with the published dilations; one step as the baseline of ten.</summary>
static class ParBenchmark
{
    public static IEnumerable<string> Run(int batch, int size, int channels, int repetitions)
    {
        using var scope = NewDisposeScope();
        var device = cuda.is_available() ? CUDA : CPU;
        var (images, masks) = (rand(batch, 3, size, size).to(device), rand(batch, channels, size, size).to(device));
        foreach (var steps in (int[])[1, new RefinementConfig().Steps])
        {
            var config = new RefinementConfig { Steps = steps };
            var measured = Measurement.Of(() => Refine(images, masks, config), repetitions, 1);
            yield return measured.Describe($"PAR of {batch}×{channels}×{size}×{size}, {steps} step{(steps == 1 ? " (baseline)" : "s")}");
        }
    }

    static void Refine(Tensor images, Tensor masks, RefinementConfig config)
    {
        using var refined = PixelAdaptiveRefinement.Refine(images, masks, config);
        refined[0, 0, 0, 0].ToSingle(); // sync point: on a GPU the work has really ended
    }
}
