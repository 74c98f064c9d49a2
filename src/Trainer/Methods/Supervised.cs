using Platform.Trainer.Cams;
using Platform.Trainer.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Methods;

/// <summary>
/// The same network trained on the true masks: the upper bound weakly supervised methods are measured against, never one of them.
/// <code>
/// term  formula                             weight key  default  active from
/// cls   MSM(tags, y)                        cls         1        0
/// seg   mean cross-entropy to true masks    seg         1        0
/// </code>
/// </summary>
public sealed class Supervised(TrainingConfig config, int classes) : ISegmentationMethod
{
    public static readonly MethodDefinition Definition = new(
        "supervised", new Dictionary<string, bool>(), new Dictionary<string, double> { ["cls"] = 1, ["seg"] = 1 }) { Outputs = ["cam", "seg"] };

    readonly TrainingConfig _config = Definition.Complete(config);
    readonly SegmentationNetwork _student = new(config.Backbone, config.Decoder, classes);

    public nn.Module Network => _student;

    public string? Pretrained => _student.Pretrained;

    public string PhaseAt(int iteration) => "supervised";

    public LossTerms Losses(TensorBatch batch, int iteration)
    {
        var terms = new LossTerms(_config.LossWeights);
        var output = _student.forward(batch.Images);
        terms.Add("cls", MultiLabelLoss.Of(output.Tags, batch.Tags));
        var logits = PseudoLabels.Resize(output.Segmentation, batch.Source.Height, batch.Source.Width);
        terms.Add("seg", SegmentationLoss.Plain(logits, batch.TrueMasks()));
        return terms;
    }

    // the auxiliary classifier is not trained here
    public IEnumerable<(string Output, string Network, Tensor Cam)> Cams(Tensor images) => _student.NamedCams("student", images, _config.Cam).Take(1);

    public IEnumerable<(string Network, Tensor Logits)> Tags(Tensor images) => [("student", _student.Classify(images))];

    public IEnumerable<(string Network, Tensor Logits)> Segmentations(Tensor images) => [("student", _student.Segment(images))];

    public void Dispose() => _student.Dispose();
}
