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

    /// <summary>From which iteration on batches must hold strong views (dupl.md §2.3); null: never.</summary>
    int? StrongViewsFrom => null;

    /// <summary>Whether batches must hold a second view with colours and blur of its own.</summary>
    bool NeedsSecondView => false;

    /// <summary>
    /// Multi-scale CAMs (B,C,H,W) in [0,1), for evaluation and previews; none for a method without them. The output is "cam", or
    /// "cam-aux" for those of an auxiliary classifier.
    /// </summary>
    IEnumerable<(string Output, string Network, Tensor Cam)> Cams(Tensor images);

    /// <summary>Image-level logits (B,C) by the network's name, without gradient.</summary>
    IEnumerable<(string Network, Tensor Logits)> Tags(Tensor images);

    /// <summary>Segmentation logits (B,K,h,w) by the network's name.</summary>
    IEnumerable<(string Network, Tensor Logits)> Segmentations(Tensor images);
}
