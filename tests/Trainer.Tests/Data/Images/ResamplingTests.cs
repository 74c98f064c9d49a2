using Platform.Trainer.Data;
using Platform.Trainer.Data.Images;

namespace Platform.Trainer.Tests.Data.Images;

public sealed class ResamplingTests
{
    [Fact]
    public void Halving_a_mask_keeps_the_class_at_each_centre() =>
        Resampling.Nearest(new LabelMask(4, 2, [1, 2, 3, 4, 5, 6, 7, 8]), 2, 1).Pixels.ShouldBe([6, 8]);

    [Fact]
    public void The_own_size_changes_nothing()
    {
        var image = SmallVoc.Image(1);
        Resampling.Bilinear(image, image.Width, image.Height).Pixels.ShouldBe(image.Pixels);
        Resampling.Nearest(SmallVoc.Mask(1), SmallVoc.Width, SmallVoc.Height).Pixels.ShouldBe(SmallVoc.Mask(1).Pixels);
    }
}
