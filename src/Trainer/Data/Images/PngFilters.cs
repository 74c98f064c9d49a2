namespace Platform.Trainer.Data.Images;

/// <summary>The five row filters of PNG (none, left, up, average, Paeth): each byte is stored as its difference to a prediction.</summary>
static class PngFilters
{
    public const int Count = 5;

    /// <summary>Rows of 1 + <paramref name="stride"/> bytes to rows of <paramref name="stride"/>; null at a filter that does not exist.</summary>
    public static byte[]? Undo(ReadOnlySpan<byte> filtered, int stride, int channels)
    {
        var rows = filtered.Length / (stride + 1);
        var samples = new byte[rows * stride];
        for (var y = 0; y < rows; y++)
        {
            var filter = filtered[y * (stride + 1)];
            if (filter >= Count)
                return null;
            var source = filtered.Slice(y * (stride + 1) + 1, stride);
            var row = samples.AsSpan(y * stride, stride);
            var above = y == 0 ? default : samples.AsSpan((y - 1) * stride, stride);
            for (var x = 0; x < stride; x++)
                row[x] = (byte)(source[x] + Predict(filter, row, above, x, channels));
        }
        return samples;
    }

    /// <summary>Writes one filtered row and returns the sum of its absolute differences, by which the best filter is chosen.</summary>
    public static long Apply(int filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int channels, Span<byte> filtered)
    {
        long sum = 0;
        for (var x = 0; x < row.Length; x++)
        {
            filtered[x] = (byte)(row[x] - Predict(filter, row, above, x, channels));
            sum += Math.Abs((int)(sbyte)filtered[x]);
        }
        return sum;
    }

    static int Predict(int filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int x, int channels)
    {
        var left = x < channels ? 0 : row[x - channels];
        var up = above.IsEmpty ? 0 : above[x];
        return filter switch
        {
            0 => 0,
            1 => left,
            2 => up,
            3 => (left + up) / 2,
            _ => Paeth(left, up, x < channels || above.IsEmpty ? 0 : above[x - channels]),
        };
    }

    static int Paeth(int left, int up, int upperLeft)
    {
        var estimate = left + up - upperLeft;
        var (byLeft, byUp, byCorner) = (Math.Abs(estimate - left), Math.Abs(estimate - up), Math.Abs(estimate - upperLeft));
        return byLeft <= byUp && byLeft <= byCorner ? left : byUp <= byCorner ? up : upperLeft;
    }
}
