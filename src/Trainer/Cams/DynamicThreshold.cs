using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Cams;

/// <summary>
/// Dynamic threshold adjustment (DuPL, equation 5; cosine_descent of utils/train_helper.py; dupl.md §5): each class's high threshold
/// goes from its start to its target on half a cosine wave, <c>start + (target - start)·(1 - cos(π k/(T-1)))/2</c>; the start before k = 0,
/// the target from k = T on.
/// </summary>
/// <param name="Start">One threshold a class.</param>
/// <param name="Target">One threshold a class.</param>
/// <param name="From">The iteration of k = 0.</param>
/// <param name="To">The iteration of k = T.</param>
public sealed record DynamicThreshold(IReadOnlyList<double> Start, IReadOnlyList<double> Target, int From, int To)
{
    /// <summary>Classes of VOC whose threshold never moves: aeroplane, bicycle, bird, boat, chair, train.</summary>
    static readonly int[] s_fixedOfVoc = [0, 1, 2, 3, 8, 18];

    /// <summary>train_final_voc.py: from 0.70 to 0.55, but for six classes.</summary>
    public static DynamicThreshold Voc(int from = 2000, int to = 20000, double start = 0.70, double target = 0.55) => new(
        [.. Enumerable.Repeat(start, 20)],
        [.. Enumerable.Range(0, 20).Select(c => s_fixedOfVoc.Contains(c) ? start : target)],
        from, to);

    /// <summary>train_final_coco.py: from 0.65 to 0.55 for every class.</summary>
    public static DynamicThreshold Coco(int classes = 80, int from = 12000, int to = 80000, double start = 0.65, double target = 0.55) =>
        new([.. Enumerable.Repeat(start, classes)], [.. Enumerable.Repeat(target, classes)], from, to);

    /// <summary>The threshold of every class.</summary>
    public double[] At(int iteration)
    {
        var (k, length) = (iteration - From, To - From);
        var way = k < 0 ? 0 : k >= length ? 1 : (1 - Math.Cos(Math.PI * k / (length - 1))) / 2;
        return [.. Start.Zip(Target, (start, target) => start + (target - start) * way)];
    }

    /// <summary>The largest threshold among the classes of each image, (B).</summary>
    /// <param name="tags">(B,C).</param>
    public Tensor PerImage(Tensor tags, int iteration)
    {
        using var scope = NewDisposeScope();
        var thresholds = tensor(Array.ConvertAll(At(iteration), v => (float)v)).to(tags.device);
        return (tags * thresholds).amax([1]).MoveToOuterDisposeScope();
    }
}
