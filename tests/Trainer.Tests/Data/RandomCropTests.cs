using Platform.Trainer.Data;

namespace Platform.Trainer.Tests.Data;

public sealed class RandomCropTests
{
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
