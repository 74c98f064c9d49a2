using static TorchSharp.torch;

namespace Platform.Trainer.Cams;

/// <summary>Where a padded crop holds image.</summary>
static class RegionMask
{
    /// <param name="boxes">(B,4) integers: y0, y1, x0, x1, ends exclusive</param>
    /// <returns>(B,h,w), true inside</returns>
    public static Tensor Of(Tensor boxes, long height, long width)
    {
        var sides = boxes.unbind(1).Select(side => side.view(-1, 1, 1)).ToArray();  // 4 × (B,1,1)
        var rows = arange(height, device: boxes.device).view(1, -1, 1);
        var columns = arange(width, device: boxes.device).view(1, 1, -1);
        return (rows >= sides[0]) & (rows < sides[1]) & (columns >= sides[2]) & (columns < sides[3]);
    }
}
