using Platform.Trainer.Data.Images;

namespace Platform.Trainer.Data;

/// <summary>
/// DuPL's strong view of a training crop (utils/imutils.py augment_data_strong; dupl.md §2.3): un-normalised to bytes, five colour
/// operations at magnitude 10 of 30, normalised again, always mirrored. The method scales it on the device.
/// </summary>
static class StrongView
{
    const int Operations = 5;
    const int Magnitude = 10;

    /// <summary>(3,H,W) normalised planes of one image to those of its strong view.</summary>
    public static void Make(ReadOnlySpan<float> planes, int width, int height, RandomStream random, Span<float> strong)
    {
        var crop = new RgbImage(width, height, Normalization.ToBytes(planes));
        var changed = RandAugment.Apply(crop, Operations, Magnitude, random);
        Normalization.ToPlanes(changed.Pixels, strong);
        for (var row = 0; row < strong.Length; row += width)
            strong.Slice(row, width).Reverse();
    }
}
