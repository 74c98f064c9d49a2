namespace Platform.Trainer.Refinement;

/// <summary>Left and top inclusive, right and bottom exclusive, in pixels of the map.</summary>
readonly record struct PixelBox(int Left, int Top, int Right, int Bottom);

/// <summary>
/// Boxes around the strong regions of a class map, and the mask of what any of them covers (WeCLIP, clip/utils.py scoremap2bbox and the
/// mask loop of clip_tool.py). As bytes <c>q = ⌊255 score⌋</c>, strong is <c>q > ⌊τ max q⌋</c>; each 8-connected component gives a box.
/// Right and bottom are clipped to width - 1 and height - 1, so the last column and row are never inside: the released behaviour.
/// </summary>
static class BoxMask
{
    /// <summary>Boxes of a (height, width) map in [0,1], in the order of their first pixel; none where the map is all zero.</summary>
    public static IReadOnlyList<PixelBox> Boxes(ReadOnlySpan<float> scores, int width, double threshold)
    {
        var strong = Strong(scores, threshold);
        var height = scores.Length / width;
        var boxes = new List<PixelBox>();
        var stack = new Stack<int>();
        for (var first = 0; first < strong.Length; first++)
        {
            if (!strong[first])
                continue;
            var (left, top, right, bottom) = (width, height, 0, 0);
            strong[first] = false;
            stack.Push(first);
            while (stack.TryPop(out var pixel))
            {
                var (y, x) = Math.DivRem(pixel, width);
                (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x + 1), Math.Max(bottom, y + 1));
                for (var ny = Math.Max(y - 1, 0); ny <= Math.Min(y + 1, height - 1); ny++)
                    for (var nx = Math.Max(x - 1, 0); nx <= Math.Min(x + 1, width - 1); nx++)
                        if (strong[ny * width + nx])
                        {
                            strong[ny * width + nx] = false;
                            stack.Push(ny * width + nx);
                        }
            }
            boxes.Add(new PixelBox(left, top, Math.Min(right, width - 1), Math.Min(bottom, height - 1)));
        }
        return boxes;
    }

    /// <summary>1 inside any of the boxes, 0 elsewhere.</summary>
    public static float[] Mask(ReadOnlySpan<float> scores, int width, double threshold)
    {
        var mask = new float[scores.Length];
        foreach (var box in Boxes(scores, width, threshold))
            for (var y = box.Top; y < box.Bottom; y++)
                if (box.Right > box.Left)
                    mask.AsSpan(y * width + box.Left, box.Right - box.Left).Fill(1);
        return mask;
    }

    static bool[] Strong(ReadOnlySpan<float> scores, double threshold)
    {
        var bytes = new byte[scores.Length];
        var max = 0;
        for (var p = 0; p < bytes.Length; p++)
        {
            bytes[p] = (byte)Math.Clamp(scores[p] * 255, 0f, 255f);
            max = Math.Max(max, bytes[p]);
        }
        var limit = (int)(threshold * max);
        return Array.ConvertAll(bytes, b => b > limit);
    }
}
