using Platform.Trainer.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Methods;

/// <summary>A batch on the training device.</summary>
/// <param name="Images">(B,3,H,W), normalised.</param>
/// <param name="Tags">(B,C).</param>
/// <param name="Boxes">(B,4) y0, y1, x0, x1.</param>
/// <param name="Source">The arrays it was made from.</param>
public sealed record TensorBatch(Tensor Images, Tensor Tags, int[] Boxes, ImageBatch Source)
{
    public static TensorBatch On(Device device, ImageBatch batch)
    {
        var count = batch.Ids.Count;
        return new(
            tensor(batch.Images, [count, 3, batch.Height, batch.Width]).to(device),
            tensor(batch.Tags, [count, batch.ClassCount]).to(device),
            batch.Boxes, batch);
    }

    /// <summary>True masks (B,H,W) int64: for the fully supervised bound and for evaluation only.</summary>
    public Tensor TrueMasks() =>
        tensor(Source.Masks, [Source.Ids.Count, Source.Height, Source.Width]).to(ScalarType.Int64).to(Images.device);

    /// <summary>Strong views (B,3,H,W), mirrored; only of a batch that was asked for them.</summary>
    public Tensor StrongViews() => Views(Source.Strong, "strong");

    /// <summary>The same crops with colours and blur of their own, (B,3,H,W); only of a batch that was asked for them.</summary>
    public Tensor SecondViews() => Views(Source.Second, "second");

    Tensor Views(float[]? planes, string which) => tensor(
        planes ?? throw new InvalidOperationException($"the batch was made without {which} views"),
        Images.shape).to(Images.device);

    /// <summary>The images in [0,1], (B,3,H,W), truncated to bytes on the way as the original does (dupl.md §2.5).</summary>
    public Tensor Unnormalised() => Unnormalise(Images);

    public static Tensor Unnormalise(Tensor images)
    {
        var mean = tensor(Normalization.ByteMean, [1, 3, 1, 1]).to(images.device);
        var deviation = tensor(Normalization.ByteDeviation, [1, 3, 1, 1]).to(images.device);
        return (images * deviation + mean).to(ScalarType.Byte).to(ScalarType.Float32) / 255;
    }
}
