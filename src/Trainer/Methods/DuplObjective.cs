using Platform.Trainer.Cams;
using Platform.Trainer.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Methods;

/// <summary>Numbers of DuPL's objective; the defaults are those of train_final_voc.py.</summary>
sealed record DuplOptions
{
    public CamConfig Cam { get; init; } = new();
    public RefinementConfig Refinement { get; init; } = new();

    /// <summary>Classifiers alone before it; the thresholds move from it on.</summary>
    public int WarmupIterations { get; init; } = 2000;

    /// <summary>Noise filter and strong view from here on.</summary>
    public int FilterFrom { get; init; } = 8000;

    public DynamicThreshold Threshold { get; init; } = DynamicThreshold.Voc();
    public NoiseFilterOptions Filter { get; init; } = new();

    /// <summary>What the strong view is scaled by before the students see it.</summary>
    public double StrongScale { get; init; } = 0.75;

    /// <summary>See <see cref="Consistency.Targets"/>.</summary>
    public double Confidence { get; init; } = 0.9;

    public DiscrepancyForm DiscrepancyForm { get; init; } = DiscrepancyForm.Code;
    public DiscrepancyAxis DiscrepancyAxis { get; init; } = DiscrepancyAxis.Spatial;

    public IReadOnlyDictionary<string, double> Weights { get; init; } =
        new Dictionary<string, double> { ["cls"] = 1, ["ptc"] = 0.2, ["seg"] = 0.2, ["dis"] = 0.1, ["reg"] = 0.05 };
}

/// <summary>What one student met in a step; <see cref="Labels"/> and <see cref="Targets"/> are null before their phase.</summary>
/// <param name="Cam">(B,C,H,W) multi-scale, as <paramref name="AuxiliaryCam"/>.</param>
/// <param name="Auxiliary">(B,h,w) patch labels from its auxiliary CAM.</param>
/// <param name="Labels">(B,H,W) from its CAM, refined and filtered; the other student learns from them.</param>
/// <param name="Targets">(B,H,W) what its strong view is held to; 255 elsewhere.</param>
sealed record DuplStudent(
    NetworkOutput Output, Tensor Cam, Tensor AuxiliaryCam, Tensor Auxiliary, Tensor? Labels, IReadOnlyList<NoiseFilterResult> Filtered, Tensor? Targets);

/// <summary>The terms of one step and what they were made from, for the journal.</summary>
/// <param name="Thresholds">(B) high thresholds in force.</param>
sealed record DuplLosses(LossTerms Terms, Tensor Thresholds, DuplStudent First, DuplStudent Second);

/// <summary>
/// The objective of two students that teach each other (DuPL, dupl.md §8 and §9; one pass of the loop of train_final_voc.py).
/// <code>
/// term  formula, sums over both students                       weight  active                  file
/// cls   MSM(tags) + MSM(auxiliary tags)                        1       always                  Losses/MultiLabelLoss.cs
/// ptc   contrast of patches under the auxiliary CAM's labels   0.2     always                  Losses/PatchTokenContrast.cs
/// dis   1 + cos between the students' features                 0.1     always                  Losses/Discrepancy.cs
/// seg   balanced cross-entropy to the other's labels           0.2     after WarmupIterations  Losses/SegmentationLoss.cs
/// reg   strong view like confident weak view where no label    0.05    after FilterFrom        Losses/Consistency.cs
/// </code>
/// As released, seg and reg are computed one iteration before their weight is on: the heads then get gradients of zero, which start
/// their weight decay.
/// </summary>
sealed class DuplObjective(DuplOptions options, SegmentationNetwork first, SegmentationNetwork second)
{
    readonly AdaptiveNoiseFilter _filter = new(options.Filter);

    /// <summary>Called within the step's dispose scope, which everything returned belongs to.</summary>
    /// <param name="images">(B,3,H,W), normalised.</param>
    /// <param name="strong">(B,3,H,W), the mirrored strong views; needed from <see cref="DuplOptions.FilterFrom"/> on.</param>
    /// <param name="tags">(B,C).</param>
    /// <param name="boxes">(B,4) y0, y1, x0, x1 in pixels.</param>
    public DuplLosses Of(Tensor images, Tensor? strong, Tensor tags, int[] boxes, int iteration)
    {
        var terms = new LossTerms(WeightsAt(iteration));
        var moving = iteration >= options.WarmupIterations;
        var high = moving
            ? options.Threshold.PerImage(tags, iteration)
            : full(tags.shape[0], options.Cam.HighThreshold, device: tags.device);
        var one = See(first, images, tags, boxes, high);
        var two = See(second, images, tags, boxes, high);
        terms.Add("cls", Classify(one.Output, tags) + Classify(two.Output, tags));
        terms.Add("ptc", PatchTokenContrast.Of(one.Output.Features, one.Auxiliary) + PatchTokenContrast.Of(two.Output.Features, two.Auxiliary));
        terms.Add("dis", Discrepancy.Of(one.Output.Features, two.Output.Features, options.DiscrepancyForm, options.DiscrepancyAxis));
        if (!moving)
            return new(terms, high, one, two);

        var pixels = TensorBatch.Unnormalise(images);
        var (logits1, logits2) = (ToPixels(one.Output.Segmentation, images), ToPixels(two.Output.Segmentation, images));
        var filtering = iteration >= options.FilterFrom;
        one = Label(one, logits1, pixels, tags, boxes, high, filtering);
        two = Label(two, logits2, pixels, tags, boxes, high, filtering);
        terms.Add("seg", SegmentationLoss.Balanced(logits1, two.Labels!) + SegmentationLoss.Balanced(logits2, one.Labels!));
        if (filtering)
        {
            one = one with { Targets = Consistency.Targets(logits1, two.Labels!, options.Confidence) };
            two = two with { Targets = Consistency.Targets(logits2, one.Labels!, options.Confidence) };
            var view = Scaled(strong ?? throw new ArgumentNullException(nameof(strong)));
            terms.Add("reg", Consistency.Of(first.forward(view).Segmentation, one.Targets!)
                + Consistency.Of(second.forward(view).Segmentation, two.Targets!));
        }
        return new(terms, high, one, two);
    }

    // "on" is after the iteration, "computed" from it
    Dictionary<string, double> WeightsAt(int iteration)
    {
        var weights = new Dictionary<string, double>(options.Weights);
        if (iteration <= options.WarmupIterations)
            weights["seg"] = 0;
        if (iteration <= options.FilterFrom)
            weights["reg"] = 0;
        return weights;
    }

    DuplStudent See(SegmentationNetwork student, Tensor images, Tensor tags, int[] boxes, Tensor high)
    {
        var (cam, auxiliaryCam) = MultiScaleCam.Compute(student.Cams, images, options.Cam.Scales, options.Cam.Flip);
        var output = student.forward(images);
        var small = PseudoLabels.Resize(auxiliaryCam, output.Features.shape[2], output.Features.shape[3]);
        var patches = CamToLabel.Train(CamToLabel.Valid(small, tags), high, options.Cam.LowThreshold, boxes);
        return new(output, cam, auxiliaryCam, patches, null, [], null);
    }

    DuplStudent Label(DuplStudent student, Tensor logits, Tensor pixels, Tensor tags, int[] boxes, Tensor high, bool filtering)
    {
        var labels = PseudoLabels.Make(
            pixels, CamToLabel.Valid(student.Cam, tags), tags, boxes, high, options.Cam.LowThreshold, options.Refinement);
        if (!filtering)
            return student with { Labels = labels };
        var (filtered, results) = _filter.Filter(logits, labels);
        return student with { Labels = filtered, Filtered = results };
    }

    static Tensor Classify(NetworkOutput output, Tensor tags) =>
        MultiLabelLoss.Of(output.Tags, tags) + MultiLabelLoss.Of(output.AuxiliaryTags, tags);

    static Tensor ToPixels(Tensor logits, Tensor images) => PseudoLabels.Resize(logits, images.shape[2], images.shape[3]);

    Tensor Scaled(Tensor strong) => nn.functional.interpolate(
        strong, scale_factor: [options.StrongScale, options.StrongScale], mode: InterpolationMode.Bilinear, align_corners: false);
}
