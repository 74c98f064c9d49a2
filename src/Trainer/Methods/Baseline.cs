using Platform.Trainer.Cams;
using Platform.Trainer.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Methods;

/// <summary>
/// The single-student baseline: ToCo's patch-contrast network, where DuPL's ladder starts (dupl.md §15, Table 4).
/// <code>
/// term     formula                                   weight key  default  active from            original
/// cls      MSM(tags, y)                              cls         1        0                      train_final_voc.py
/// cls-aux  MSM(auxiliary tags, y)                    cls-aux     1        0                      train_final_voc.py
/// ptc      contrast of patch tokens, §8.2            ptc         0.2      contrastFrom           model/losses.py
///          (switch ptc)
/// seg      balanced cross-entropy to the student's   seg         0.2      segmentationFrom       train_final_voc.py get_seg_loss
///          own refined CAM labels, §6, §8.3
///
/// switch        on                                            off
/// ptc           the contrast term                             without
/// par           labels refined by the image's colours         arg-max of the CAM masses as they are
/// balanced-seg  background and foreground count half each     plain mean over pixels
/// scaled-box    the box counts in patches in the contrast     in pixels, as released (default)
/// </code>
/// </summary>
public sealed class Baseline : ISegmentationMethod
{
    public const string ClassifierWarmup = "classifier-warmup";
    public const string CamPseudoLabels = "cam-pseudo-labels";
    public const string SegmentationPhase = "segmentation";

    public static readonly MethodDefinition Definition = new(
        "baseline",
        new Dictionary<string, bool> { ["ptc"] = true, ["par"] = true, ["balanced-seg"] = true, ["scaled-box"] = false },
        new Dictionary<string, double> { ["cls"] = 1, ["cls-aux"] = 1, ["ptc"] = 0.2, ["seg"] = 0.2 });

    readonly TrainingConfig _config;
    readonly SegmentationNetwork _student;

    public Baseline(TrainingConfig config, int classes)
    {
        _config = Definition.Complete(config);
        _student = new SegmentationNetwork(config.Backbone, config.Decoder, classes);
    }

    public nn.Module Network => _student;

    public string? Pretrained => _student.Pretrained;

    public string PhaseAt(int iteration) =>
        iteration < _config.Schedule.ContrastFrom ? ClassifierWarmup
        : iteration < _config.Schedule.SegmentationFrom ? CamPseudoLabels
        : SegmentationPhase;

    public LossTerms Losses(TensorBatch batch, int iteration)
    {
        var terms = new LossTerms(_config.LossWeights);
        var output = _student.forward(batch.Images);
        terms.Add("cls", MultiLabelLoss.Of(output.Tags, batch.Tags));
        terms.Add("cls-aux", MultiLabelLoss.Of(output.AuxiliaryTags, batch.Tags));

        var contrast = _config.Switches["ptc"] && iteration >= _config.Schedule.ContrastFrom;
        var segment = iteration >= _config.Schedule.SegmentationFrom;
        if (!contrast && !segment)
            return terms;
        var (cam, auxiliary) = MultiScaleCam.Compute(_student.Cams, batch.Images, _config.Cam.Scales, _config.Cam.Flip);
        var high = full(batch.Tags.shape[0], _config.Cam.HighThreshold, device: batch.Images.device);   // (B)
        if (contrast)
            terms.Add("ptc", PatchTokenContrast.Of(output.Features, PatchTokenContrast.Labels(
                output.Features, auxiliary, batch.Tags, batch.Boxes, high, _config.Cam.LowThreshold, _config.Switches["scaled-box"])));
        if (segment)
            terms.Add("seg", Segmentation(output.Segmentation, cam, batch, high));
        return terms;
    }

    public IEnumerable<(string Output, string Network, Tensor Cam)> Cams(Tensor images) => _student.NamedCams("student", images, _config.Cam);

    public IEnumerable<(string Network, Tensor Logits)> Tags(Tensor images) => [("student", _student.Classify(images))];

    public IEnumerable<(string Network, Tensor Logits)> Segmentations(Tensor images) => [("student", _student.Segment(images))];

    public void Dispose() => _student.Dispose();

    Tensor Segmentation(Tensor logits, Tensor cam, TensorBatch batch, Tensor high)
    {
        var labels = PseudoLabels.Make(
            batch.Unnormalised(), CamToLabel.Valid(cam, batch.Tags), batch.Tags, batch.Boxes, high, _config.Cam.LowThreshold,
            _config.Switches["par"] ? _config.Refinement : null);
        var resized = PseudoLabels.Resize(logits, batch.Source.Height, batch.Source.Width);             // (B,K,H,W)
        return _config.Switches["balanced-seg"] ? SegmentationLoss.Balanced(resized, labels) : SegmentationLoss.Plain(resized, labels);
    }
}
