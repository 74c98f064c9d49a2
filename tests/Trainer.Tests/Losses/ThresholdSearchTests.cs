using Platform.TestKit;
using Platform.Trainer.Losses;

namespace Platform.Trainer.Tests.Losses;

public sealed class ThresholdSearchTests
{
    public static TheoryData<string> Mixtures => Golden.Files("cosa_threshold_search*");
    public static TheoryData<string> Likelihoods => Golden.Files("recon_cosa_threshold_search_ml*");

    [SharedTheory, MemberData(nameof(Mixtures))]
    public void The_mixture_and_its_thresholds_agree_with_the_authors(string file)
    {
        using var golden = Golden.Open(file);
        var settings = golden.Floats("in.modal_filter");

        var (mixture, thresholds) = Search(golden.Floats("in.queue"), (int)settings[0], settings[1]);

        Golden.ShouldAgree(thresholds, golden.Floats("out.thresholds"), 1e-5, "thresholds");
        Golden.ShouldAgree(Floats(mixture.Means), golden.Floats("out.means"), 1e-4, "means");
        Golden.ShouldAgree(Floats(mixture.Variances), golden.Floats("out.variances"), 1e-4, "variances");
        Golden.ShouldAgree(Floats(mixture.Weights), golden.Floats("out.weights"), 1e-4, "weights");
        mixture.Iterations.ShouldBe(golden.Int("out.n_iter"));
        mixture.Converged.ShouldBe(golden.Int("out.converged") == 1);
        mixture.LowerBound.ShouldBe(golden.Float("out.lower_bound"), 1e-5);
    }

    [SharedTheory, MemberData(nameof(Likelihoods))]
    public void The_likelihood_of_every_threshold_agrees_with_the_definition(string file)
    {
        using var golden = Golden.Open(file);
        var (nu, grid) = (golden.Floats("in.nu"), golden.Floats("in.grid"));

        Golden.ShouldAgree(Floats(ThresholdSearch.Scores(nu, grid)), golden.Floats("out.score"), 1e-5, "score");
        ThresholdSearch.MostLikely(nu, grid).ShouldBe(golden.Float("out.best_xi"));
    }

    [Fact]
    public void Without_values_above_the_filter_there_is_no_threshold()
    {
        ThresholdSearch.ThreeModes([0.01f, 0.02f, 0.03f, 0.04f], 0.05).ShouldBeNull();
        ThresholdSearch.TwoModes([], 0.05).ShouldBeNull();
        ThresholdSearch.MostLikely([0.2f, 0.2f], [0.1f, 0.5f]).ShouldBeNull();
    }

    static (GaussianMixture Mixture, float[] Thresholds) Search(float[] queue, int modes, float filter)
    {
        if (modes == 2)
        {
            var two = ThresholdSearch.TwoModes(queue, filter).ShouldNotBeNull();
            return (two.Mixture, [(float)two.Threshold]);
        }
        var three = ThresholdSearch.ThreeModes(queue, filter).ShouldNotBeNull();
        return (three.Mixture, [(float)three.Low, (float)three.High]);
    }

    static float[] Floats(IEnumerable<double> values) => [.. values.Select(v => (float)v)];
}
