using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Cams;

/// <summary>Maps brought to [0,1) by their spatial maximum (RecurSeed, core/inferences.py CAM; tools/ai/torch_utils.py normalize).</summary>
static class SpatialMaximum
{
    /// <summary>Any (…,h,w): each map over its maximum + 1e-5.</summary>
    public static Tensor Normalise(Tensor maps) => maps / (maps.amax([-2, -1], keepdim: true) + 1e-5);

    /// <summary>Raw maps of several scales and mirror images, of one size: ReLU, sum, maximum to 1.</summary>
    public static Tensor Fuse(IEnumerable<Tensor> raw) =>
        Normalise(raw.Select(map => nn.functional.relu(map)).Aggregate((sum, map) => sum + map));
}
