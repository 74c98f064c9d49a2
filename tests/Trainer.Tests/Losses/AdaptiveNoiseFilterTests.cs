using Platform.Trainer.Losses;

namespace Platform.Trainer.Tests.Losses;

public sealed class AdaptiveNoiseFilterTests
{
    readonly AdaptiveNoiseFilter _filter = new(new NoiseFilterOptions());

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
}
