using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Refinement;

/// <summary>The published thresholds of self-correlation maps.</summary>
sealed record SelfCorrelationOptions
{
    /// <summary>Correlations below it are 0.</summary>
    public double First { get; init; } = 0.5;

    /// <summary>Second-order correlations below this over the number of positions are 0.</summary>
    public double Second { get; init; } = 0.1;

    public double Foreground { get; init; } = 0.30;
    public double Background { get; init; } = 0.05;
    public int Iterations { get; init; } = 1;
    public double SecondWeight { get; init; } = 1;
}

/// <summary>
/// Self-correlation map generation, SCG (recurseed-epm.md §3.2; RecurSeed 4fbc05c, core/inferences.py): a class map grows from its
/// confident positions along how alike the features are there, and shrinks along its background.
/// </summary>
static class SelfCorrelation
{
    const double Tiny = 1e-10;

    /// <param name="cams">(B,C,h,w) in [0,1].</param>
    /// <param name="features">Maps (B,D,h,w) of several stages.</param>
    public static Tensor Refine(Tensor cams, IEnumerable<Tensor> features, SelfCorrelationOptions options) =>
        Seeds(cams, Combined(features, options), options);

    /// <summary>
    /// First order <c>S = relu(N Nᵀ)</c> of the normalised positions, thresholded; second order its products with itself, the diagonal
    /// left out. Columns sum to 1. Both (B,n,n), n = h w.
    /// </summary>
    public static (Tensor First, Tensor Second) Orders(Tensor features, SelfCorrelationOptions options)
    {
        var positions = features.flatten(2).transpose(1, 2);                                    // (B,n,D)
        positions = positions / (positions.norm(2, keepdim: true, p: 2f) + Tiny);
        var alike = nn.functional.relu(matmul(positions, positions.transpose(1, 2)));
        if (options.First > 0)
            alike = alike.masked_fill(alike < (float)options.First, 0);
        var count = alike.shape[1];
        var step = ByColumn(alike.masked_fill(eye(count, dtype: ScalarType.Bool, device: alike.device), 0));
        var walk = step;
        for (var i = 0; i < options.Iterations; i++)
            walk = ByColumn(matmul(walk, step));
        if (options.Second > 0)
            walk = walk.masked_fill(walk < (float)(options.Second / count), 0);
        return (ByColumn(alike), walk);
    }

    /// <summary>The larger of both orders, columns summing to 1, added over the features. (B,n,n).</summary>
    public static Tensor Combined(IEnumerable<Tensor> features, SelfCorrelationOptions options) => features
        .Select(f => Orders(f, options))
        .Select(o => ByColumn(maximum(o.First, options.SecondWeight * o.Second)))
        .Aggregate((sum, term) => sum + term);

    /// <summary>minmax(relu(what is like the foreground seeds - what is like the background seeds)), class by class.</summary>
    public static Tensor Seeds(Tensor cams, Tensor correlation, SelfCorrelationOptions options)
    {
        var (batch, classes) = (cams.shape[0], cams.shape[1]);
        var maps = new List<Tensor>();
        for (var b = 0; b < batch; b++)
        {
            var columns = MinMax(correlation[b], 0);                                            // (n,n)
            for (var c = 0; c < classes; c++)
            {
                var cam = cams[b, c].flatten();
                var foreground = Spread(columns, cam >= (float)options.Foreground);
                var background = Spread(columns, cam <= (float)options.Background);
                maps.Add(MinMax(nn.functional.relu(foreground - background), 0));
            }
        }
        return stack([.. maps]).reshape(cams.shape);
    }

    // zeros where there is no seed
    static Tensor Spread(Tensor columns, Tensor seeds) => MinMax(matmul(columns, seeds.to(columns.dtype)), 0);

    static Tensor ByColumn(Tensor matrix) => matrix / (matrix.sum(1, keepdim: true) + Tiny);

    static Tensor MinMax(Tensor x, long dimension)
    {
        var (low, high) = (x.amin([dimension], keepdim: true), x.amax([dimension], keepdim: true));
        return (x - low) / (high - low + Tiny);
    }
}
