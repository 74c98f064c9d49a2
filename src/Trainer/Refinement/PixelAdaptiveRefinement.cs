using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Refinement;

/// <summary>
/// Pixel-adaptive refinement, PAR (Ru et al., AFA; dupl.md §4): each step replaces a pixel's masses by a weighted sum over its 48
/// neighbours, the weights from how alike the image's colours are and how near the neighbour is. The weights sum to 1.01, so that
/// masses grow by 1 % a step; only their arg-max is meant to be used. Nothing is learned.
/// </summary>
public static class PixelAdaptiveRefinement
{
    public static readonly IReadOnlyList<int> Dilations = [1, 2, 4, 8, 12, 24];
    public const int Steps = 10;

    // the neighbours of one dilation, row by row, without the centre
    static readonly (int Y, int X)[] s_ring = [(-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1)];

    /// <param name="images">(B,3,y,x) in [0,1].</param>
    /// <param name="masks">(B,m,·,·) masses, resized to (y,x) with corners aligned where they differ.</param>
    /// <returns>(B,m,y,x), without gradient.</returns>
    public static Tensor Refine(Tensor images, Tensor masks, IReadOnlyList<int>? dilations = null, int steps = Steps)
    {
        using var none = no_grad();
        using var scope = NewDisposeScope();
        dilations ??= Dilations;
        var (height, width) = (images.shape[2], images.shape[3]);
        if (masks.shape[2] != height || masks.shape[3] != width)
            masks = nn.functional.interpolate(masks, [height, width], mode: InterpolationMode.Bilinear, align_corners: true);
        var weights = Weights(images, dilations);                                   // N of (B,1,y,x)
        for (var step = 0; step < steps; step++)
        {
            using var inner = NewDisposeScope();
            masks = Step(masks, weights, dilations).MoveToOuterDisposeScope();
        }
        return masks.MoveToOuterDisposeScope();
    }

    // the neighbours are summed one by one: a stack of all 48 would not stay in the cache
    static Tensor Step(Tensor masks, Tensor[] weights, IReadOnlyList<int> dilations)
    {
        var sum = zeros_like(masks);
        var n = 0;
        foreach (var neighbour in Neighbours(masks, dilations))
            sum.addcmul_(neighbour, weights[n++], 1);
        return sum;
    }

    static Tensor[] Weights(Tensor images, IReadOnlyList<int> dilations)
    {
        var around = stack(Neighbours(images, dilations), 2);                        // (B,3,N,y,x)
        var deviation = around.std(2, unbiased: true, keepdim: true);                // the centre is not among them
        var alike = -((around - images.unsqueeze(2)).abs() / (deviation + 1e-8) / 0.3).pow(2);
        var near = Nearness(dilations, images.dtype, images.device);                 // (1,1,N,1,1)
        var weights = alike.mean([1], keepdim: true).softmax(2) + 0.01 * near.softmax(2);
        return weights.unbind(2);
    }

    static Tensor Nearness(IReadOnlyList<int> dilations, ScalarType dtype, Device device)
    {
        var lengths = dilations.SelectMany(d => s_ring.Select(o => (float)(o.Y != 0 && o.X != 0 ? d * Math.Sqrt(2) : d))).ToArray();
        var length = tensor(lengths, [1, 1, lengths.Length, 1, 1]).to(dtype).to(device);
        return -(length / (length.std(2, unbiased: true, keepdim: true) + 1e-8) / 0.3).pow(2);
    }

    // dilation by dilation; beyond the border the border's pixel repeats
    static IEnumerable<Tensor> Neighbours(Tensor x, IReadOnlyList<int> dilations)
    {
        var (height, width) = (x.shape[2], x.shape[3]);
        foreach (var d in dilations)
        {
            var padded = nn.functional.pad(x, [d, d, d, d], PaddingModes.Replicate);
            foreach (var (dy, dx) in s_ring)
                yield return padded.narrow(2, d + dy * d, height).narrow(3, d + dx * d, width);
        }
    }
}
