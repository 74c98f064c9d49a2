namespace Platform.Trainer.Data;

/// <summary>
/// Where a crop of S × S lies. The image sits at (<see cref="OffsetY"/>, <see cref="OffsetX"/>) of a canvas as large as the larger of
/// image and crop; the window is cut at (<see cref="Top"/>, <see cref="Left"/>). DuPL's random_crop; the four draws are in this order.
/// </summary>
readonly record struct RandomCrop(int Size, int OffsetY, int OffsetX, int Top, int Left)
{
    public static RandomCrop Draw(RandomStream random, int size, int width, int height)
    {
        var (canvasHeight, canvasWidth) = (Math.Max(size, height), Math.Max(size, width));
        var offsetY = random.Below(canvasHeight - height + 1);
        var offsetX = random.Below(canvasWidth - width + 1);
        var top = random.Below(canvasHeight - size + 1);
        var left = random.Below(canvasWidth - size + 1);
        return new RandomCrop(size, offsetY, offsetX, top, left);
    }

    /// <summary>y0, y1, x0, x1 of the part of the crop that holds image, ends exclusive.</summary>
    public int[] Box(int width, int height) =>
    [
        Math.Max(OffsetY - Top, 0), Math.Min(Size, height + OffsetY - Top),
        Math.Max(OffsetX - Left, 0), Math.Min(Size, width + OffsetX - Left),
    ];

    /// <summary>Cuts (H,W,channels) to (S,S,channels); what lies outside the image is <paramref name="outside"/>.</summary>
    public byte[] Cut(byte[] pixels, int width, int height, int channels, byte outside) => Cut<byte>(pixels, width, height, channels, outside);

    public T[] Cut<T>(T[] pixels, int width, int height, int channels, T outside)
    {
        var crop = new T[Size * Size * channels];
        crop.AsSpan().Fill(outside);
        var box = Box(width, height);
        var length = (box[3] - box[2]) * channels;
        for (var y = box[0]; y < box[1]; y++)
        {
            var sourceX = box[2] + Left - OffsetX;
            var source = ((y + Top - OffsetY) * width + sourceX) * channels;
            pixels.AsSpan(source, length).CopyTo(crop.AsSpan((y * Size + box[2]) * channels));
        }
        return crop;
    }
}
