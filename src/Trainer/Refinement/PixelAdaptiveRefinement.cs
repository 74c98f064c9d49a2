using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Refinement;

/// <summary>
/// Pixel-adaptive refinement, PAR (Ru et al., AFA; dupl.md §4): each step replaces a pixel's masses by a weighted sum over its
/// neighbours (8 a dilation), the weights from how alike the image's colours are and how near the neighbour is. The weights sum to 1.01, so that
/// masses grow by 1 % a step; only their arg-max is meant to be used. Nothing is learned.
/// </summary>
public static class PixelAdaptiveRefinement
{
    // the neighbours of one dilation, row by row, without the centre
    static readonly (int Y, int X)[] s_ring = [(-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1)];

    /// <param name="images">(B,3,y,x) in [0,1].</param>
    /// <param name="masks">(B,m,·,·) masses, resized to (y,x) with corners aligned where they differ.</param>
    /// <returns>(B,m,y,x), without gradient.</returns>
    public static Tensor Refine(Tensor images, Tensor masks, RefinementConfig config)
    {
        using var none = no_grad();
        using var scope = NewDisposeScope();
        var dilations = config.Dilations;
        var (height, width) = (images.shape[2], images.shape[3]);
        if (masks.shape[2] != height || masks.shape[3] != width)
            masks = nn.functional.interpolate(masks, [height, width], mode: InterpolationMode.Bilinear, align_corners: true);
        var weights = Weights(images, dilations);                                   // N of (B,1,y,x)
        for (var step = 0; step < config.Steps; step++)
        {
            using var inner = NewDisposeScope();
            masks = Step(masks, weights, dilations).MoveToOuterDisposeScope();
        }
        return masks.MoveToOuterDisposeScope();
    }

    // one pass over the neighbours, never a stack of all of them: that would not stay in the cache
    internal static Tensor Step(Tensor masks, Tensor[] weights, IReadOnlyList<int> dilations)
    {
        var sum = zeros_like(masks);
        var n = 0;
        foreach (var neighbour in Neighbours(masks, dilations))
            sum.addcmul_(neighbour, weights[n++], 1);
        return sum;
    }

    // N of (B,1,y,x)
    static Tensor[] Weights(Tensor images, IReadOnlyList<int> dilations)
    {
        var around = Neighbours(images, dilations).ToArray();                       // N of (B,3,y,x), views
        var scale = 1 / ((Deviation(around) + 1e-8) * 0.3);
        var alike = around.Select(neighbour => -((neighbour - images) * scale).square().mean([1], keepdim: true));
        var weights = cat([.. alike], 1).softmax(1) + 0.01 * Nearness(dilations, images.dtype, images.device).softmax(1);
        return weights.split(1, 1);
    }

    // sample standard deviation over the neighbours, the centre not among them; (B,3,y,x)
    internal static Tensor Deviation(Tensor[] around)
    {
        var mean = zeros_like(around[0]);
        foreach (var neighbour in around)
            mean.add_(neighbour, 1.0 / around.Length);
        var squares = zeros_like(mean);
        foreach (var neighbour in around)
        {
            using var difference = neighbour - mean;
            squares.addcmul_(difference, difference, 1);
        }
        return (squares / (around.Length - 1)).sqrt();
    }

    // (1,N,1,1)
    static Tensor Nearness(IReadOnlyList<int> dilations, ScalarType dtype, Device device)
    {
        var lengths = Distances(dilations);
        var length = tensor(lengths, [1, lengths.Length, 1, 1]).to(dtype).to(device);
        return -(length / (length.std(1, unbiased: true, keepdim: true) + 1e-8) / 0.3).pow(2);
    }

    /// <summary>How far each neighbour is, in pixels.</summary>
    internal static float[] Distances(IReadOnlyList<int> dilations) =>
        [.. dilations.SelectMany(d => s_ring.Select(o => (float)(o.Y != 0 && o.X != 0 ? d * Math.Sqrt(2) : d)))];

    // dilation by dilation; beyond the border the border's pixel repeats
    internal static IEnumerable<Tensor> Neighbours(Tensor x, IReadOnlyList<int> dilations)
    {
        var (height, width, border) = (x.shape[2], x.shape[3], dilations.Max());
        var padded = nn.functional.pad(x, [border, border, border, border], PaddingModes.Replicate);
        foreach (var d in dilations)
            foreach (var (dy, dx) in s_ring)
                yield return padded.narrow(2, border + dy * d, height).narrow(3, border + dx * d, width);
    }
}
