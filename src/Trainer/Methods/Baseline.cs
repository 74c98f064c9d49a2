using Platform.Trainer.Cams;
using Platform.Trainer.Losses;
using Platform.Trainer.Refinement;
using static TorchSharp.torch;

namespace Platform.Trainer.Methods;

// Single student with ToCo's patch token contrast: where DuPL's ablation ladder starts (CVPR 2024, table 4, first row).
//
// term     formula                                             weight key (default)  active from            original
// cls      multi-label soft margin of the final features       cls (1)               0                      train_final_voc.py
// cls-aux  the same of the auxiliary features                  cls-aux (1)           0                      train_final_voc.py
// ptc      patch contrast, labels from the auxiliary CAM       ptc (0.2)             classifierWarmup       model/losses.py get_masked_ptc_loss
// seg      cross-entropy against refined labels of the CAM     seg (0.2)             segmentationFrom       model/losses.py get_seg_loss
//
// Files are of Wu0409/DuPL at b21990f. Released VOC training has the contrast on from the start: classifierWarmup 0. There the
// segmentation head sees one iteration of zero gradients before its loss counts; here it starts at once.
//
// switch        on                                                 off
// ptc           the contrast term                                  without
// par           CAM labels refined by pixel-adaptive refinement    the thresholded CAM itself
// balanced_seg  background and foreground count half each          plain mean over pixels
// scaled_box    the crop's box is scaled to patch resolution       released behaviour: in pixels, which wipes most moved crops

/// <summary>Classification, CAMs, patch contrast and segmentation from refined CAM labels, in one network.</summary>
sealed class Baseline : ISegmentationMethod
{
    public const string Name = "baseline";

    static readonly Dictionary<string, bool> s_switches = new()
    {
        ["ptc"] = true, ["par"] = true, ["balanced_seg"] = true, ["scaled_box"] = false,
    };

    static readonly Dictionary<string, double> s_weights = new() { ["cls"] = 1, ["cls-aux"] = 1, ["ptc"] = 0.2, ["seg"] = 0.2 };

    readonly SegmentationNetwork _network;
    readonly IReadOnlyDictionary<string, double> _weights;
    readonly RefinedLabels _refinement;
    readonly CamConfig _cam;
    readonly ScheduleConfig _schedule;

    public Baseline(TrainingConfig config, int classes)
    {
        Switches = MethodSettings.Switches(config, s_switches);
        _weights = MethodSettings.Weights(config, s_weights);
        _network = new SegmentationNetwork(config, classes);
        _refinement = new RefinedLabels(new PixelAdaptiveRefinement(config.Refinement));
        (_cam, _schedule) = (config.Cam, config.Schedule);
    }

    public nn.Module Network => _network;

    public IReadOnlyDictionary<string, bool> Switches { get; }

    public string PhaseAt(int iteration) =>
        iteration >= _schedule.SegmentationFrom ? "segmentation" : HasContrast(iteration) ? "cam-pseudo-labels" : "classifier-warmup";

    public LossTerms Losses(TensorBatch batch, int iteration)
    {
        var losses = new LossTerms(_weights);
        var (contrast, segmentation) = (HasContrast(iteration), iteration >= _schedule.SegmentationFrom);
        var cams = contrast || segmentation ? _network.Cams(batch.Images, _cam) : null;
        var high = full([1], _cam.HighThreshold, device: batch.Images.device);

        var maps = _network.Features(batch.Images);
        losses.Add("cls", ImageClassification.Of(_network.Classify(maps), batch.Tags));
        losses.Add("cls-aux", ImageClassification.Of(_network.ClassifyAuxiliary(maps), batch.Tags));
        if (contrast)
            losses.Add("ptc", PatchTokenContrast.Of(maps.Main, PatchLabels(batch, cams!.Auxiliary, maps.Main.shape, high)));
        if (segmentation)
        {
            var labels = PixelLabels(batch, cams!.Main, high);
            var logits = _network.Segment(maps);
            losses.Add("seg", Switches["balanced_seg"] ? SegmentationLoss.Balanced(logits, labels) : SegmentationLoss.Plain(logits, labels));
            Measure(losses, labels);
        }
        return losses;
    }

    public IReadOnlyList<NetworkPrediction> Predict(TensorBatch batch) =>
        [new("student", _network.Segment(_network.Features(batch.Images)), _network.Cams(batch.Images, _cam))];

    public void Dispose() => _network.Dispose();

    bool HasContrast(int iteration) => Switches["ptc"] && iteration >= _schedule.ClassifierWarmup;

    // The auxiliary CAM at patch resolution (B,h,w).
    Tensor PatchLabels(TensorBatch batch, Tensor cams, long[] grid, Tensor high)
    {
        var resized = nn.functional.interpolate(cams, grid[2..], mode: InterpolationMode.Bilinear, align_corners: false);
        var boxes = Switches["scaled_box"] ? batch.Boxes.div(batch.Images.shape[2] / grid[2], RoundingMode.floor) : batch.Boxes;
        return CamToLabel.Training(resized, batch.Tags, boxes, high, _cam.LowThreshold);
    }

    // The final CAM at image resolution (B,H,W).
    Tensor PixelLabels(TensorBatch batch, Tensor cams, Tensor high) => Switches["par"]
        ? _refinement.Of(
            DenormalizedImages.Of(batch.Images), cams, PresentClasses.Of(batch.Tags, batch.MostTags), batch.Boxes, high, _cam.LowThreshold)
        : CamToLabel.Training(cams, batch.Tags, batch.Boxes, high, _cam.LowThreshold);

    // Shares of all pixels; an empty or an everywhere ignored label map shows here first.
    static void Measure(LossTerms losses, Tensor labels)
    {
        losses.Measure("labels/foreground", ((labels > 0) & (labels < CamToLabel.Ignored)).to(ScalarType.Float32).mean());
        losses.Measure("labels/ignored", (labels == CamToLabel.Ignored).to(ScalarType.Float32).mean());
    }
}
