using Platform.Trainer.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Methods;

/// <summary>
/// What a tracker should see of DuPL besides its losses (dupl.md §16), as metrics:
/// <code>
/// threshold/high, /high-min, /high-max     high thresholds over the batch's images
/// threshold/class/NAME                     where each moving class stands
/// labels/STUDENT/background, /foreground, /ignored    share of pixels before the noise filter, where ignored-after is after it
/// anf/STUDENT/fits, /skipped-few, /skipped-close      images of the batch fitted, and why others were not filtered
/// anf/STUDENT/filtered                     share of all pixels taken out
/// anf/STUDENT/values, /mean-low, /mean-high, /separation, /iterations    means over the fits
/// reg/STUDENT/pixels                       share of pixels the consistency term counts
/// students/cosine, students/agreement      of the features; of the labels where both have one
/// ptc/wiped                                share of images without a patch label
/// </code>
/// </summary>
sealed class DuplObservations(DuplOptions options, IReadOnlyList<string> classes)
{
    const int Ignored = 255;

    readonly int[] _moving = [.. Enumerable.Range(0, classes.Count).Where(c => options.Threshold.Start[c] != options.Threshold.Target[c])];

    public void Add(DuplStep step, TensorBatch batch, int iteration)
    {
        var terms = step.Terms;
        terms.Observe("threshold/high", () => step.Thresholds.mean());
        terms.Observe("threshold/high-min", () => step.Thresholds.min());
        terms.Observe("threshold/high-max", () => step.Thresholds.max());
        if (_moving.Length > 0 && iteration >= options.Threshold.From)
            AddClasses(terms, iteration);
        if (step.Students[0].PatchLabels is { } patches)
            terms.Observe("ptc/wiped", () => (patches == Ignored).flatten(1).all(1).to(ScalarType.Float32).mean());
        for (var s = 0; s < step.Students.Count; s++)
            AddStudent(terms, step.Students.Count == 1 ? "student" : $"student-{s + 1}", step.Students[s]);
        if (step.Students.Count == 2)
            AddPair(terms, step.Students[0], step.Students[1]);
    }

    void AddClasses(LossTerms terms, int iteration)
    {
        var thresholds = options.Threshold.At(iteration);
        foreach (var c in _moving)
            terms.Observe("threshold/class/" + classes[c], () => tensor((float)thresholds[c]));
    }

    static void AddStudent(LossTerms terms, string name, DuplStudent student)
    {
        if (student is not { Raw: { } raw, Labels: { } labels })
            return;
        terms.Observe($"labels/{name}/background", () => Share(raw == 0));
        terms.Observe($"labels/{name}/foreground", () => Share((raw > 0).logical_and(raw < Ignored)));
        terms.Observe($"labels/{name}/ignored", () => Share(raw == Ignored));
        if (student.Filtered.Count > 0)
        {
            terms.Observe($"labels/{name}/ignored-after", () => Share(labels == Ignored));
            AddFilter(terms, $"anf/{name}/", student.Filtered, (double)labels.numel());
        }
        if (student.Targets is { } targets)
            terms.Observe($"reg/{name}/pixels", () => Share(targets != Ignored));
    }

    static void AddFilter(LossTerms terms, string prefix, IReadOnlyList<NoiseFilterResult> results, double pixels)
    {
        var fits = results.Where(r => r.Mixture is not null).ToArray();
        Observe("fits", fits.Length);
        Observe("skipped-few", results.Count - fits.Length);
        Observe("skipped-close", fits.Count(f => !f.Applied));
        Observe("filtered", results.Sum(r => r.FilteredPixels) / pixels);
        if (fits.Length == 0)
            return;
        Observe("values", fits.Average(f => f.Values));
        Observe("mean-low", fits.Average(f => f.Mixture!.Means.Min()));
        Observe("mean-high", fits.Average(f => f.Mixture!.Means.Max()));
        Observe("separation", fits.Average(f => Math.Abs(f.Mixture!.Means[0] - f.Mixture.Means[1])));
        Observe("iterations", fits.Average(f => f.Mixture!.Iterations));

        void Observe(string name, double value) => terms.Observe(prefix + name, () => tensor((float)value));
    }

    static void AddPair(LossTerms terms, DuplStudent first, DuplStudent second)
    {
        terms.Observe("students/cosine", () => nn.functional.cosine_similarity(
            first.Output.Features.flatten(2), second.Output.Features.flatten(2), dim: -1, eps: 1e-6).mean());
        if (first.Labels is not { } one || second.Labels is not { } two)
            return;
        terms.Observe("students/agreement", () =>
        {
            var both = (one != Ignored).logical_and(two != Ignored);
            return (one == two).logical_and(both).to(ScalarType.Float32).sum() / both.sum().clamp_min(1);
        });
    }

    static Tensor Share(Tensor mask) => mask.to(ScalarType.Float32).mean();
}
