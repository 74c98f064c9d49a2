using Platform.Trainer.Cams;
using Platform.Trainer.Data;
using Platform.Trainer.Refinement;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Verification;

/// <summary>Fixtures of our reconstruction of EdgePredictMix (goldens/README-2.md).</summary>
static class EdgePredictMixFixtures
{
    public static readonly (string, FixtureRule)[] Rules =
    [
        ("epm_recon_refine", Edges),
        ("epm_recon_mix", Pasting),
    ];

    static void Edges(Fixture fixture, FixtureReport report)
    {
        var options = new RandomWalkOptions
        {
            Radius = (int)RecurSeedFixtures.Number(fixture, "radius"), Beta = RecurSeedFixtures.Number(fixture, "beta"), Squarings = (int)RecurSeedFixtures.Number(fixture, "exp_times"),
        };
        var (c, u, tags) = (RecurSeedFixtures.Number(fixture, "c"), RecurSeedFixtures.Number(fixture, "u"), fixture.Tensor("present").to(ScalarType.Float32));
        var probabilities = EdgePrediction.Probabilities(fixture.Tensor("logits"), tags);
        var edges = EdgePrediction.Edges(probabilities);
        var normalised = SpatialMaximum.Normalise(edges);
        var (walked, balanced) = EdgePrediction.Walk(probabilities, normalised, options);
        report.Near("prob_masked", probabilities, 1e-4);
        report.Near("edge", edges, 1e-4);
        report.Near("edge_norm", normalised, 1e-4);
        report.Near("random_walk", walked, 1e-4);
        report.Near("random_walk_norm", balanced, 1e-4);
        Certain("certain_from_prob", probabilities[.., 1..]);
        Certain("certain_from_walk", balanced[.., 1..]);

        // within 1e-4 of a threshold either label is right
        void Certain(string name, Tensor maps)
        {
            var value = CamToLabel.Valid(maps, tags).amax([1]);
            var open = ((value - c).abs() < 1e-4).logical_or((value - u).abs() < 1e-4);
            report.Equal(name, where(open, fixture.Labels(name), CertainFilter.Labels(maps, tags, c, u)));
        }
    }

    static void Pasting(Fixture fixture, FixtureReport report)
    {
        var mixed = PasteMix.Apply(
            fixture.Tensor("image"), fixture.Labels("label"), fixture.Tensor("y"), fixture.Tensor("partner"), fixture.Tensor("selected"));
        report.Equal("paste_mask", mixed.Pasted);
        report.Near("mixed_image", mixed.Images, 0);
        report.Equal("mixed_label", mixed.Labels);
        report.Near("mixed_y", mixed.Tags, 0);
    }
}
