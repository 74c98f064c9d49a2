using Platform.TestKit;
using Platform.Trainer.Losses;

namespace Platform.Trainer.Tests.Losses;

public sealed class AdaptiveNoiseFilterTests
{
    readonly AdaptiveNoiseFilter _filter = new(new NoiseFilterOptions());

    public static TheoryData<string> Files => Golden.Files("dupl_anf_*");

    [SharedTheory, MemberData(nameof(Files))]
    public void From_the_recorded_start_every_fit_and_label_agrees_with_the_authors(string file)
    {
        using var golden = Golden.Open(file);
        var fits = 0;
        var different = 0;
        foreach (var (losses, labels, expected) in Images(golden))
        {
            var values = _filter.Select(losses, labels);
            if (values.Length > 1000)
            {
                var fit = $"out.fit{fits++}.";
                var start = golden.Bytes(fit + "kmeans_init_label");
                values.Length.ShouldBe(start.Length, fit);
                var mixture = _filter.Fit(values, start);
                ShouldAgree(mixture, values, golden, fit);
                _filter.Apply(values.Length, mixture, losses, labels);
            }
            different += labels.Zip(expected).Count(pair => pair.First != pair.Second);
        }
        fits.ShouldBe(golden.Int("out.num_fits"));
        different.ShouldBeLessThanOrEqualTo(2);
    }

    [SharedTheory, MemberData(nameof(Files))]
    public void From_our_own_start_the_labels_are_the_same_but_for_a_few_pixels(string file)
    {
        using var golden = Golden.Open(file);
        foreach (var (losses, labels, expected) in Images(golden))
        {
            _filter.Filter(losses, labels);
            Golden.ShouldMatch(labels, expected, 0.995, file);
        }
    }

    [Fact]
    public void Background_and_ignored_pixels_are_left_alone_however_large_their_loss()
    {
        var losses = Enumerable.Range(0, 4000).Select(i => i % 2 == 0 ? 0.3f + i % 7 * 0.01f : 6 + i % 5 * 0.01f).ToArray();
        var labels = Enumerable.Range(0, 4000).Select(i => (byte)(i % 4 == 1 ? 0 : 3)).ToArray();
        labels[3] = 255;

        var result = _filter.Filter(losses, labels);

        result.Applied.ShouldBeTrue();
        result.FilteredPixels.ShouldBe(999);
        for (var p = 0; p < labels.Length; p++)
            labels[p].ShouldBe((byte)(p % 4 == 1 ? 0 : p % 2 == 0 ? 3 : 255));
    }

    [Fact]
    public void Two_means_finds_the_best_cut_and_copes_with_equal_values()
    {
        TwoMeans.Assign([5, 1, 1.5f, 5.5f, 0.5f, 6]).ShouldBe([1, 0, 0, 1, 0, 1]);
        TwoMeans.Assign([2, 2, 2]).ShouldBe([0, 0, 0]);
    }

    static void ShouldAgree(GaussianMixture mixture, float[] values, Golden golden, string fit)
    {
        Golden.ShouldAgree(Floats(mixture.Means), golden.Floats(fit + "means"), 1e-4, fit + "means");
        Golden.ShouldAgree(Floats(mixture.Variances), golden.Floats(fit + "variances"), 1e-3, fit + "variances");
        Golden.ShouldAgree(Floats(mixture.Weights), golden.Floats(fit + "weights"), 1e-4, fit + "weights");
        mixture.Iterations.ShouldBe(golden.Int(fit + "n_iter"), fit);
        mixture.Converged.ShouldBe(golden.Int(fit + "converged") == 1, fit);
        mixture.LowerBound.ShouldBe(golden.Float(fit + "lower_bound"), 1e-4, fit);
        if (!golden.Has(fit + "x"))
            return;
        var posteriors = new double[values.Length * 2];
        for (var i = 0; i < values.Length; i++)
            mixture.Posteriors(values[i], posteriors.AsSpan(2 * i, 2));
        Golden.ShouldAgree(Floats(posteriors), golden.Floats(fit + "posterior_of_x"), 1e-3, fit + "posterior");
    }

    static float[] Floats(IEnumerable<double> values) => [.. values.Select(v => (float)v)];

    /// <summary>In the order of the recorded fits: image by image, both networks of each.</summary>
    static IEnumerable<(float[] Losses, byte[] Labels, byte[] Expected)> Images(Golden golden)
    {
        var shape = golden.Shape("in.refined_label_1");
        var pixels = shape[1] * shape[2];
        for (var image = 0; image < shape[0]; image++)
            foreach (var network in new[] { 1, 2 })
            {
                var range = (image * pixels)..((image + 1) * pixels);
                yield return (
                    golden.Floats($"out.ce_{network}")[range], golden.Bytes($"in.refined_label_{network}")[range],
                    golden.Bytes($"out.refined_label_{network}")[range]);
            }
    }
}
