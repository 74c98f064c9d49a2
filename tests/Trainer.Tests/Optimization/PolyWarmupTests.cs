using Platform.TestKit;
using Platform.Trainer.Optimization;

namespace Platform.Trainer.Tests.Optimization;

public sealed class PolyWarmupTests
{
    [SharedFact]
    public void Rates_of_all_four_groups_are_those_of_the_published_schedule()
    {
        using var golden = Golden.Open("dupl_poly_lr_voc");
        var (warmup, total) = ((int)golden.Longs("in.max_warmup")[1], (int)golden.Longs("in.max_warmup")[0]);
        var schedule = new PolyWarmup(warmup, total, Power: 0.9);
        var config = new OptimizerConfig();
        double[] bases = [config.LearningRate, config.LearningRate, config.LearningRate * config.HeadFactor, config.LearningRate * config.HeadFactor];
        var expected = golden.Floats("out.lr_times_1e6");
        var steps = golden.Longs("in.step");
        for (var i = 0; i < steps.Length; i++)
            for (var group = 0; group < 4; group++)
            {
                var rate = 1e6 * bases[group] * schedule.FactorAt((int)steps[i]);
                rate.ShouldBe(expected[i * 4 + group], 1e-6 * Math.Abs(expected[i * 4 + group]) + 1e-12, $"step {steps[i]}, group {group}");
            }
    }
}
