namespace Platform.Tracker.Evaluations;

/// <summary>A confusion matrix as bytes: its counts row by row, 7 bits a byte, low bits first. Zeros, the most of it, take one byte.</summary>
static class ConfusionBlob
{
    public static byte[] Pack(IReadOnlyList<IReadOnlyList<long>> counts)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        foreach (var row in counts)
            foreach (var count in row)
                writer.Write7BitEncodedInt64(count);
        return bytes.ToArray();
    }

    /// <summary>[ground truth][prediction].</summary>
    public static long[][] Unpack(byte[] blob, int classes)
    {
        using var reader = new BinaryReader(new MemoryStream(blob));
        var counts = new long[classes][];
        for (var row = 0; row < classes; row++)
        {
            counts[row] = new long[classes];
            for (var column = 0; column < classes; column++)
                counts[row][column] = reader.Read7BitEncodedInt64();
        }
        return counts;
    }
}
