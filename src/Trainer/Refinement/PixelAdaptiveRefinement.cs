using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Refinement;

/// <summary>
/// PAR (Ru et al. 2022; DuPL, model/PAR.py): soft masks flow to pixels of like colour. Each pixel takes the mean of its neighbours, 8
/// at each dilation, weighted by how alike their colours are against the local spread, plus a little by distance. No parameters.
/// </summary>
sealed class PixelAdaptiveRefinement
{
    const double Softness = 0.3;         // both affinities are divided by it
    const double PositionShare = 0.01;   // so masses grow by 1 % a round; only their order is used
    const double Epsilon = 1e-8;

    // row-major around the centre
    static readonly (int Y, int X)[] s_around = [(-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1)];

    readonly (int Y, int X)[] _offsets; // N neighbours, dilation-major
    readonly int _reach;
    readonly int _iterations;

    public PixelAdaptiveRefinement(RefinementConfig config)
    {
        _offsets = [.. config.Dilations.SelectMany(d => s_around.Select(o => (o.Y * d, o.X * d)))];
        _reach = config.Dilations.Max();
        _iterations = config.Iterations;
    }

    /// <param name="images">(B,3,H,W), 0 to 1</param>
    /// <param name="masks">(B,M,h,w), resized to the image (corners aligned) where they differ</param>
    /// <returns>(B,M,H,W)</returns>
    public Tensor Refine(Tensor images, Tensor masks)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var (height, width) = (images.shape[2], images.shape[3]);
        if (masks.shape[2] != height || masks.shape[3] != width)
            masks = nn.functional.interpolate(masks, [height, width], mode: InterpolationMode.Bilinear, align_corners: true);
        var weights = Weights(images).unbind(2);           // N × (B,1,H,W)
        for (var i = 0; i < _iterations; i++)
            masks = Spread(masks, weights);
        return masks.MoveToOuterDisposeScope();
    }

    Tensor Spread(Tensor masks, Tensor[] weights)
    {
        using var scope = NewDisposeScope();
        var neighbours = Neighbours(masks);
        var sum = zeros_like(masks);
        for (var n = 0; n < weights.Length; n++)
            sum.addcmul_(neighbours[n], weights[n], 1);
        return sum.MoveToOuterDisposeScope();
    }

    // (B,1,N,H,W)
    Tensor Weights(Tensor images)
    {
        using var scope = NewDisposeScope();
        var neighbours = stack(Neighbours(images), 2);                                   // (B,3,N,H,W)
        var spread = neighbours.std(2, unbiased: true, keepdim: true);                   // the centre is not part of it
        var contrast = (neighbours - images.unsqueeze(2)).abs() / (spread + Epsilon) / Softness;
        var colour = -contrast.square().mean([1], keepdim: true);                        // (B,1,N,H,W)

        var distances = tensor(_offsets.Select(o => MathF.Sqrt(o.Y * o.Y + o.X * o.X)).ToArray(), device: images.device);
        var position = -(distances / (distances.std() + Epsilon) / Softness).square();   // (N)
        var weights = colour.softmax(2) + PositionShare * position.softmax(0).view(1, 1, -1, 1, 1);
        return weights.MoveToOuterDisposeScope();
    }

    // N views (B,C,H,W) into one padded copy; the border repeats
    Tensor[] Neighbours(Tensor maps)
    {
        var (height, width) = (maps.shape[2], maps.shape[3]);
        var padded = nn.functional.pad(maps, (long[])[_reach, _reach, _reach, _reach], PaddingModes.Replicate);
        return [.. _offsets.Select(o => padded.narrow(2, _reach + o.Y, height).narrow(3, _reach + o.X, width))];
    }
}
