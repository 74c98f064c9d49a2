using Platform.Trainer.Data;

namespace Platform.Trainer.Tests.Data;

public sealed class EvaluationLoaderTests : IDisposable
{
    readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_image_comes_once_in_order_with_its_mask_in_its_own_size()
    {
        var split = SmallVoc.Write(_folder.Path, 7).Split("train");
        var batches = new EvaluationLoader(split, size: 16, batchSize: 3).All().ToArray();
        batches.Select(b => b.Input.Ids.Count).ShouldBe([3, 3, 1]);
        batches.SelectMany(b => b.Input.Ids).ShouldBe(split.Ids);
        batches[2].Input.Images.Length.ShouldBe(3 * 16 * 16);
        batches[1].Masks[2].Pixels.ShouldBe(SmallVoc.Mask(5).Pixels);
        batches[0].Input.Boxes[..4].ShouldBe([0, 16, 0, 16]);
    }
}
