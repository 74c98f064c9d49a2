using Platform.Trainer.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Methods;

/// <summary>A published way to learn masks from image-level labels: its networks, its phases and its losses.</summary>
public interface ISegmentationMethod : IDisposable
{
    /// <summary>All networks in one module: what is optimised and saved.</summary>
    nn.Module Network { get; }

    /// <summary>How published weights were taken, one line; null where none were given.</summary>
    string? Pretrained { get; }

    /// <summary>The phase iteration n (from 0) belongs to.</summary>
    string PhaseAt(int iteration);

    /// <summary>The named terms of one step; called within the step's dispose scope.</summary>
    LossTerms Losses(TensorBatch batch, int iteration);

    /// <summary>Multi-scale CAMs (B,C,H,W) in [0,1) by the network's name, for evaluation and previews; none for a method without them.</summary>
    IEnumerable<(string Network, Tensor Cam)> Cams(Tensor images);

    /// <summary>Segmentation logits (B,K,h,w) by the network's name.</summary>
    IEnumerable<(string Network, Tensor Logits)> Segmentations(Tensor images);
}
