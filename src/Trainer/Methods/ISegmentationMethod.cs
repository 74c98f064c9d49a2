using Platform.Trainer.Losses;
using static TorchSharp.torch;

namespace Platform.Trainer.Methods;

/// <summary>A way to train a segmentation network. Deterministic: losses depend on weights, batch and iteration alone.</summary>
interface ISegmentationMethod : IDisposable
{
    /// <summary>All that is trained, under the names of the published checkpoints.</summary>
    nn.Module Network { get; }

    /// <summary>Every switch the method has, on or off as this run has it.</summary>
    IReadOnlyDictionary<string, bool> Switches { get; }

    /// <summary>The phase that iteration <paramref name="iteration"/> (from 0) belongs to.</summary>
    string PhaseAt(int iteration);

    /// <summary>The active loss terms of iteration <paramref name="iteration"/> (from 0).</summary>
    LossTerms Losses(TensorBatch batch, int iteration);

    /// <summary>What each network makes of a batch; called without gradients.</summary>
    IReadOnlyList<NetworkPrediction> Predict(TensorBatch batch);
}
