using Platform.Trainer.Losses;

namespace Platform.Trainer.Tests.Losses;

public sealed class DenseEnergyFilterTests
{
    [Fact]
    public void A_confident_pixel_adds_nothing_and_one_outside_the_box_has_no_gradient()
    {
        var filter = new DenseEnergyFilter(new float[3 * 2], width: 2, height: 1, positionSigma: 50, colorSigma: 15);

        var energy = filter.Evaluate([1, 0.5f, 0, 0.5f], inside: [1, 0], labels: [1, 255]);

        energy.Value.ShouldBe(0);
        energy.Gradient.ShouldAllBe(g => g == 0);
    }
}
