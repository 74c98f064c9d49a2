using Platform.Trainer.Cams;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Refinement;

/// <summary>
/// EdgePredictMix's maps, our own reconstruction (recurseed-epm.md §5): where the class probabilities of neighbours differ there is an
/// edge, and the probabilities, background included, walk up to it.
/// </summary>
static class EdgePrediction
{
    /// <summary>Decoder logits (B,1+C,h,w) as probabilities of background and the image's classes; they sum to 1.</summary>
    public static Tensor Probabilities(Tensor logits, Tensor tags)
    {
        var masked = logits.softmax(1) * KnownClasses.WithBackground(tags).unsqueeze(-1).unsqueeze(-1);
        return masked / masked.sum(1, keepdim: true);
    }

    /// <summary><c>E(p) = max over the 4 neighbours q in the image of max_k |P_k(p) - P_k(q)|</c>, (B,h,w).</summary>
    public static Tensor Edges(Tensor probabilities)
    {
        var across = Differences(probabilities, 3);                                             // (B,h,w-1)
        var down = Differences(probabilities, 2);                                               // (B,h-1,w)
        var sideways = maximum(Padded(across, (1, 0, 0, 0)), Padded(across, (0, 1, 0, 0)));
        return maximum(sideways, maximum(Padded(down, (0, 0, 1, 0)), Padded(down, (0, 0, 0, 1))));
    }

    /// <summary>The walk over all maps, then divided by its sum over classes + 1e-5. Both (B,1+C,h,w).</summary>
    public static (Tensor Walked, Tensor Normalised) Walk(Tensor probabilities, Tensor normalisedEdges, RandomWalkOptions options)
    {
        var (height, width) = ((int)probabilities.shape[2], (int)probabilities.shape[3]);
        var walked = probabilities.unbind(0).Zip(normalisedEdges.unbind(0), (maps, edge) => tensor(
            RandomWalk.Propagate(Values(maps), Values(edge), width, height, options), maps.shape));
        var all = stack([.. walked]).to(probabilities.device);
        return (all, all / (all.sum(1, keepdim: true) + 1e-5));
    }

    static Tensor Differences(Tensor x, int dimension)
    {
        var length = x.shape[dimension] - 1;
        return (x.narrow(dimension, 1, length) - x.narrow(dimension, 0, length)).abs().amax([1]);
    }

    static Tensor Padded(Tensor x, (long, long, long, long) sides) => nn.functional.pad(x, sides, PaddingModes.Constant, 0);

    static float[] Values(Tensor x) => x.detach().cpu().contiguous().data<float>().ToArray();
}
