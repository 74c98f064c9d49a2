using System.Runtime.InteropServices;

namespace Platform.Tracker.Metrics;

/// <summary>
/// A step of a chunk's pyramid: of every block of points the smallest and the largest, and where in the block they are. A
/// block of nothing but NaN gives its first point.
/// </summary>
static class ChunkLevel
{
    /// <summary>Points a block.</summary>
    public const int Fine = 16, Coarse = 256;

    /// <summary>First the smallest values of all blocks and then the largest, as <see cref="PointCodec"/> writes them, then the places.</summary>
    public static byte[] Pack(ReadOnlySpan<double> values, int width)
    {
        var blocks = Blocks(values.Length, width);
        var extremes = new double[2 * blocks];
        var places = new byte[2 * blocks];
        for (var block = 0; block < blocks; block++)
        {
            var points = values.Slice(block * width, Math.Min(width, values.Length - block * width));
            var (low, high) = Extremes(points);
            (extremes[block], extremes[blocks + block]) = (points[low], points[high]);
            (places[block], places[blocks + block]) = ((byte)low, (byte)high);
        }
        using var bytes = new MemoryStream(1 + extremes.Length * sizeof(double) + places.Length);
        PointCodec.WriteValues(bytes, extremes);
        bytes.Write(places);
        return bytes.ToArray();
    }

    /// <summary>Adds the blocks' points in order of place, which for a regular chunk is that of iterations.</summary>
    public static void Unpack(ReadOnlySpan<byte> level, int width, int first, int step, int count, PointList to)
    {
        var blocks = Blocks(count, width);
        var single = level[0] == PointCodec.Single;
        var singles = MemoryMarshal.Cast<byte, float>(level.Slice(1, single ? 2 * blocks * sizeof(float) : 0));
        var doubles = MemoryMarshal.Cast<byte, double>(level.Slice(1, single ? 0 : 2 * blocks * sizeof(double)));
        var places = level[^(2 * blocks)..];
        for (var block = 0; block < blocks; block++)
        {
            var (one, other) = (block, blocks + block);
            if (places[one] > places[other])
                (one, other) = (other, one);
            var begin = first + step * block * width;
            to.Add(begin + step * places[one], single ? singles[one] : doubles[one]);
            if (places[one] != places[other])
                to.Add(begin + step * places[other], single ? singles[other] : doubles[other]);
        }
    }

    static int Blocks(int count, int width) => (count + width - 1) / width;

    static (int Low, int High) Extremes(ReadOnlySpan<double> points)
    {
        var (low, high) = (0, 0);
        for (var i = 1; i < points.Length; i++)
        {
            if (points[i] < points[low] || double.IsNaN(points[low]))
                low = i;
            if (points[i] > points[high] || double.IsNaN(points[high]))
                high = i;
        }
        return (low, high);
    }
}
