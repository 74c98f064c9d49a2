using Platform.Trainer.Losses;
using static TorchSharp.torch;

namespace Platform.Trainer.Methods;

// The same network trained on the true masks: what image labels are measured against (DuPL, table 3).
//
// term  formula                                weight key (default)  active from
// seg   cross-entropy against the true masks   seg (1)               0
//
// switch        on                                        off (default)
// balanced_seg  background and foreground count half each plain mean over pixels

/// <summary>The fully supervised bound.</summary>
sealed class Supervised : ISegmentationMethod
{
    public const string Name = "supervised";

    readonly SegmentationNetwork _network;
    readonly IReadOnlyDictionary<string, double> _weights;

    public Supervised(TrainingConfig config, int classes)
    {
        Switches = MethodSettings.Switches(config, new Dictionary<string, bool> { ["balanced_seg"] = false });
        _weights = MethodSettings.Weights(config, new Dictionary<string, double> { ["seg"] = 1 });
        _network = new SegmentationNetwork(config, classes);
    }

    public nn.Module Network => _network;

    public IReadOnlyDictionary<string, bool> Switches { get; }

    public string PhaseAt(int iteration) => "segmentation";

    public LossTerms Losses(TensorBatch batch, int iteration)
    {
        var losses = new LossTerms(_weights);
        var logits = _network.Segment(_network.Features(batch.Images));
        losses.Add("seg", Switches["balanced_seg"]
            ? SegmentationLoss.Balanced(logits, batch.Masks)
            : SegmentationLoss.Plain(logits, batch.Masks));
        return losses;
    }

    public IReadOnlyList<NetworkPrediction> Predict(TensorBatch batch) =>
        [new("student", _network.Segment(_network.Features(batch.Images)), Cams: null)];

    public void Dispose() => _network.Dispose();
}
