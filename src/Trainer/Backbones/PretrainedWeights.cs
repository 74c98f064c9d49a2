using Platform.Contracts;
using Platform.Trainer.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Backbones;

/// <summary>Published backbone weights from a safetensors file, by name.</summary>
static class PretrainedWeights
{
    /// <summary>The published classification head, which segmentation has no use for.</summary>
    const string HeadPrefix = "head.";

    /// <exception cref="UserErrorException">A tensor is missing, has another shape, or is not known; it is named.</exception>
    public static void Load(nn.Module backbone, string path)
    {
        using var file = SafetensorsFile.Open(path);
        var own = backbone.state_dict();
        foreach (var name in file.Tensors.Keys)
            if (!own.ContainsKey(name) && !name.StartsWith(HeadPrefix, StringComparison.Ordinal))
                throw new UserErrorException($"{path}: tensor '{name}' has no place in the backbone; check backbone.depth and backbone.stem");
        foreach (var (name, target) in own)
            file.CopyInto(name, target);
    }
}
