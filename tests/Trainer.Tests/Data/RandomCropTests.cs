using Platform.TestKit;
using Platform.Trainer.Data;

namespace Platform.Trainer.Tests.Data;

public sealed class RandomCropTests
{
    [SharedFact]
    public void Crops_and_boxes_are_those_of_the_reference_code_for_its_draws()
    {
        using var golden = GoldenFile.Open("dupl_geometry_ops");
        var size = (int)golden.Read<long>("in.crop")[0];
        for (var i = 0; i < 3; i++)
        {
            var shape = golden[$"out.rescaled{i}"].Shape;
            var (height, width) = ((int)shape[0], (int)shape[1]);
            var pixels = Array.ConvertAll(golden.ReadFloats($"out.rescaled{i}"), v => (byte)v);
            var draws = Array.ConvertAll(golden.Read<long>($"in.draws{i}_Hpad_Wpad_Hstart_Wstart"), v => (int)v);
            var crop = new RandomCrop(size, draws[0], draws[1], draws[2], draws[3]);

            crop.Cut(pixels, width, height, channels: 3, outside: 0).ShouldBe(golden.Read<byte>($"out.crop{i}"));
            crop.Box(width, height).Select(v => (long)v).ShouldBe(golden.Read<long>($"out.img_box{i}"));
        }
    }

    [Fact]
    public void Draws_reach_every_place_and_none_beyond()
    {
        var random = new RandomStream(3, RandomPurpose.Augmentation);
        var crops = Enumerable.Range(0, 500).Select(_ => RandomCrop.Draw(random, size: 8, width: 10, height: 6)).ToArray();
        crops.Select(c => c.OffsetY).Distinct().Order().ShouldBe([0, 1, 2]);
        crops.Select(c => c.OffsetX).Distinct().ShouldBe([0]);
        crops.Select(c => c.Top).Distinct().ShouldBe([0]);
        crops.Select(c => c.Left).Distinct().Order().ShouldBe([0, 1, 2]);
    }
}
