using Platform.Trainer.Cams;
using Platform.Trainer.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Methods;

/// <summary>
/// DuPL: two students that teach each other with labels they can trust more and more (CVPR 2024; dupl.md; one pass of the loop of
/// train_final_voc.py). Every term is the sum over the students.
/// <code>
/// term  formula                                                weight key  default  active                      file
/// cls   MSM(tags, y) + MSM(auxiliary tags, y)            §8.1  cls         1        always                      Losses/MultiLabelLoss.cs
/// ptc   contrast of patches under the auxiliary CAM      §8.2  ptc         0.2      from schedule.contrastFrom  Losses/PatchTokenContrast.cs
/// dis   1 + cos between the students' features           §8.6  dis         0.1      from dupl.discrepancyFrom   Losses/Discrepancy.cs
/// seg   cross-entropy to the other student's labels, §6  §8.3  seg         0.2      after segmentationFrom      Losses/SegmentationLoss.cs
/// reg   strong view held to the sure weak view where     §8.5  reg         0.05     from dupl.consistencyFrom   Losses/Consistency.cs
///       there is no label
///
/// switch         on (the default, unless it says so)               off
/// dual-student   two students, each taught by the other            one, its own teacher; no dis
/// loss-dis       term dis                                          without
/// dta            thresholds go from cam.highThreshold to target    they stay, §5
/// anf            noisy pixels leave the labels, §8.4               they stay
/// loss-reg       term reg                                          without
/// ptc            term ptc                                          without
/// par            labels refined by the image's colours, §4         arg-max of the CAM masses as they are
/// balanced-seg   background and foreground count half each         plain mean over pixels
/// scaled-box     the box counts in patches in ptc (default: off)   in pixels, as released
/// diff-aug       the second student sees other colours and blur    both see the same, as released
///                (default: off), Table 7
/// common-start   both encoders start alike, as published ones do   each from its own random weights
/// </code>
/// As released, seg and reg are computed one iteration before their weight is on: the heads then get gradients of zero, which start
/// their weight decay.
/// </summary>
sealed class DuPL : ISegmentationMethod
{
    public const string ClassifierWarmup = "classifier-warmup";
    public const string AuxiliaryLabels = "auxiliary-labels";
    public const string CrossSupervision = "cross-supervision";
    public const string NoiseFiltering = "noise-filtering";

    public static readonly MethodDefinition Definition = new(
        "dupl",
        new Dictionary<string, bool>
        {
            ["dual-student"] = true, ["loss-dis"] = true, ["dta"] = true, ["anf"] = true, ["loss-reg"] = true, ["ptc"] = true, ["par"] = true,
            ["balanced-seg"] = true, ["scaled-box"] = false, ["diff-aug"] = false, ["common-start"] = true,
        },
        new Dictionary<string, double> { ["cls"] = 1, ["ptc"] = 0.2, ["seg"] = 0.2, ["dis"] = 0.1, ["reg"] = 0.05 });

    readonly DuplOptions _options;
    readonly DuplNetwork _network;
    readonly AdaptiveNoiseFilter _filter;
    readonly DuplObservations? _observations;

    public DuPL(TrainingConfig config, IReadOnlyList<string> classes)
        : this(DuplOptions.Of(config, classes), new DuplNetwork(config, classes.Count)) =>
        _observations = new DuplObservations(_options, classes);

    internal DuPL(DuplOptions options, DuplNetwork network) =>
        (_options, _network, _filter) = (options, network, new AdaptiveNoiseFilter(options.Filter));

    public nn.Module Network => _network;

    public string? Pretrained => _network.Students[0].Pretrained;

    public int? StrongViewsFrom => On("loss-reg") ? _options.Dupl.FilterFrom : null;

    public bool NeedsSecondView => On("diff-aug") && On("dual-student");

    public string PhaseAt(int iteration) =>
        iteration < _options.SegmentationFrom ? ClassifierWarmup
        : iteration <= _options.Dupl.AuxiliaryLabelsUntil ? AuxiliaryLabels
        : iteration < _options.Dupl.FilterFrom || !(On("anf") || On("loss-reg")) ? CrossSupervision
        : NoiseFiltering;

    public LossTerms Losses(TensorBatch batch, int iteration)
    {
        Tensor[] views = NeedsSecondView ? [batch.Images, batch.SecondViews()] : [.. _network.Students.Select(_ => batch.Images)];
        var step = Step(views, batch.StrongViews, batch.Tags, batch.Boxes, iteration);
        _observations?.Add(step, batch, iteration);
        return step.Terms;
    }

    /// <summary>Called within the step's dispose scope, which everything returned belongs to.</summary>
    /// <param name="views">One a student, (B,3,H,W) each, normalised, of the same crop.</param>
    /// <param name="strong">The mirrored strong views (B,3,H,W), asked for from <see cref="StrongViewsFrom"/> on.</param>
    /// <param name="tags">(B,C).</param>
    /// <param name="boxes">(B,4) y0, y1, x0, x1 in pixels.</param>
    internal DuplStep Step(IReadOnlyList<Tensor> views, Func<Tensor> strong, Tensor tags, int[] boxes, int iteration)
    {
        var terms = new LossTerms(WeightsAt(iteration));
        var high = _options.Threshold.PerImage(tags, iteration);                                            // (B)
        var contrast = On("ptc") && iteration >= _options.ContrastFrom;
        var segment = iteration >= _options.SegmentationFrom;
        DuplStudent[] students = [.. _network.Students.Zip(views, (s, view) => See(s, view, contrast || segment))];
        terms.Add("cls", Sum(students, s => MultiLabelLoss.Of(s.Output.Tags, tags) + MultiLabelLoss.Of(s.Output.AuxiliaryTags, tags)));
        if (contrast)
        {
            students = Array.ConvertAll(students, s => s with
            {
                PatchLabels = PatchTokenContrast.Labels(
                    s.Output.Features, s.AuxiliaryCam!, tags, boxes, high, _options.Cam.LowThreshold, On("scaled-box")),
            });
            terms.Add("ptc", Sum(students, s => PatchTokenContrast.Of(s.Output.Features, s.PatchLabels!)));
        }
        if (students.Length == 2 && On("loss-dis") && iteration >= _options.Dupl.DiscrepancyFrom)
            terms.Add("dis", Discrepancy.Of(
                students[0].Output.Features, students[1].Output.Features, _options.DiscrepancyForm, _options.DiscrepancyAxis));
        if (segment)
            Supervise(terms, students, views, strong, tags, boxes, high, iteration);
        return new(terms, high, students);
    }

    public IEnumerable<(string Output, string Network, Tensor Cam)> Cams(Tensor images) =>
        _network.Named.SelectMany(n => n.Student.NamedCams(n.Name, images, _options.Cam));

    public IEnumerable<(string Network, Tensor Logits)> Tags(Tensor images) => _network.Named.Select(n => (n.Name, n.Student.Classify(images)));

    public IEnumerable<(string Network, Tensor Logits)> Segmentations(Tensor images) =>
        _network.Named.Select(n => (n.Name, n.Student.Segment(images)));

    public void Dispose() => _network.Dispose();

    // §8.3 to §8.5; fills in what the students met
    void Supervise(
        LossTerms terms, DuplStudent[] students, IReadOnlyList<Tensor> views, Func<Tensor> strong, Tensor tags, int[] boxes, Tensor high,
        int iteration)
    {
        var filtering = On("anf") && iteration >= _options.Dupl.FilterFrom;
        for (var s = 0; s < students.Length; s++)
            students[s] = Label(students[s], views[s], tags, boxes, high, filtering, iteration);
        var taught = students.Select((s, i) => (Student: s, Labels: students[^(i + 1)].Labels!)).ToArray();   // each by the other, one by itself
        terms.Add("seg", Sum(taught, t => On("balanced-seg")
            ? SegmentationLoss.Balanced(t.Student.Logits!, t.Labels)
            : SegmentationLoss.Plain(t.Student.Logits!, t.Labels)));
        if (!On("loss-reg") || iteration < _options.Dupl.FilterFrom)
            return;
        var view = Scaled(strong());
        for (var s = 0; s < students.Length; s++)
            students[s] = students[s] with { Targets = Consistency.Targets(students[s].Logits!, taught[s].Labels, _options.Dupl.Confidence) };
        terms.Add("reg", Sum(
            students.Zip(_network.Students), pair => Consistency.Of(pair.Second.forward(view).Segmentation, pair.First.Targets!)));
    }

    DuplStudent See(SegmentationNetwork network, Tensor images, bool withCams)
    {
        if (!withCams)
            return new(network.forward(images));
        var (output, cam, auxiliary) = network.ForwardWithCams(images, CamGradient.Nothing);
        var cams = MultiScaleCam.Compute(network.Cams, images, _options.Cam.Scales, _options.Cam.Flip, (cam, auxiliary));
        return new(output, cams.Cam, cams.Auxiliary);
    }

    DuplStudent Label(DuplStudent student, Tensor images, Tensor tags, int[] boxes, Tensor high, bool filtering, int iteration)
    {
        var cam = iteration <= _options.Dupl.AuxiliaryLabelsUntil ? student.AuxiliaryCam! : student.Cam!;
        var labels = PseudoLabels.Make(
            TensorBatch.Unnormalise(images), CamToLabel.Valid(cam, tags), tags, boxes, high, _options.Cam.LowThreshold, _options.Refinement);
        var logits = PseudoLabels.Resize(student.Output.Segmentation, images.shape[2], images.shape[3]);
        if (!filtering)
            return student with { Logits = logits, Raw = labels, Labels = labels };
        var (filtered, results) = _filter.Filter(logits, labels);
        return student with { Logits = logits, Raw = labels, Labels = filtered, Filtered = results };
    }

    Tensor Scaled(Tensor strong) => nn.functional.interpolate(
        strong, scale_factor: [_options.Dupl.StrongScale, _options.Dupl.StrongScale], mode: InterpolationMode.Bilinear, align_corners: false);

    // "on" is after the iteration, "computed" from it
    Dictionary<string, double> WeightsAt(int iteration)
    {
        var weights = new Dictionary<string, double>(_options.Weights);
        if (iteration <= _options.SegmentationFrom)
            weights["seg"] = 0;
        if (iteration < _options.Dupl.ConsistencyFrom)
            weights["reg"] = 0;
        return weights;
    }

    bool On(string name) => _options.Switches[name];

    static Tensor Sum<T>(IEnumerable<T> students, Func<T, Tensor> term) => students.Select(term).Aggregate((sum, value) => sum + value);
}
