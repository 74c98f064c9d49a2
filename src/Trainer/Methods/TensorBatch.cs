using Platform.Trainer.Data;
using static TorchSharp.torch;

namespace Platform.Trainer.Methods;

/// <summary>An <see cref="ImageBatch"/> on the device.</summary>
/// <param name="Images">(B,3,H,W), normalised</param>
/// <param name="Tags">(B,C)</param>
/// <param name="Boxes">(B,4) int64: y0, y1, x0, x1, ends exclusive</param>
/// <param name="Masks">(B,H,W) int64: evaluation and the fully supervised bound only</param>
/// <param name="MostTags">Largest number of classes in one image, at least 1; known without asking the device</param>
sealed record TensorBatch(Tensor Images, Tensor Tags, Tensor Boxes, Tensor Masks, int MostTags)
{
    public static TensorBatch Of(ImageBatch batch, Device device)
    {
        var (b, c, h, w) = (batch.Ids.Count, batch.ClassCount, batch.Height, batch.Width);
        return new TensorBatch(
            tensor(batch.Images, [b, 3, h, w], device: device),
            tensor(batch.Tags, [b, c], device: device),
            tensor(batch.Boxes, [b, 4], dtype: ScalarType.Int64, device: device),
            tensor(batch.Masks, [b, h, w], dtype: ScalarType.Int64, device: device),
            Math.Max(1, batch.Tags.Chunk(c).Max(tags => tags.Count(t => t > 0))));
    }
}
