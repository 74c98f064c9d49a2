using Platform.TestKit;
using Platform.Trainer.Data;
using Platform.Trainer.Data.Images;

namespace Platform.Trainer.Tests.Data.Images;

public sealed class ResamplingTests
{
    [SharedFact]
    public void Bilinear_gives_the_bytes_of_pillow()
    {
        using var golden = GoldenFile.Open("dupl_geometry_ops");
        var image = new RgbImage(33, 26, golden.Read<byte>("in.image"));
        for (var i = 0; i < 3; i++)
        {
            var shape = golden[$"out.rescaled{i}"].Shape;
            var resized = Resampling.Bilinear(image, (int)shape[1], (int)shape[0]);
            resized.Pixels.Select(p => (float)p).ShouldBe(golden.ReadFloats($"out.rescaled{i}"));
        }
    }

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
