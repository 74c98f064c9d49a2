using Platform.Tracker.Storage;

namespace Platform.Tracker.Metrics;

/// <summary>Makes chunks of points in order of iteration.</summary>
static class ChunkBuilder
{
    public static MetricChunk Build(Guid run, string name, int chunk, int attempt, ReadOnlySpan<int> iterations, ReadOnlySpan<double> values)
    {
        var total = new MetricDelta();
        total.Add(iterations, values);
        return new()
        {
            RunId = run,
            Name = name,
            Chunk = chunk,
            Attempt = attempt,
            Count = values.Length,
            FirstIteration = iterations[0],
            LastIteration = iterations[^1],
            Step = PointCodec.StepOf(iterations),
            First = StoredForm.Number(values[0]),
            Last = StoredForm.Number(values[^1]),
            Min = total.Min,
            MinIteration = total.MinIteration,
            Max = total.Max,
            MaxIteration = total.MaxIteration,
            Sum = SumOf(values),
            Points = PointsOf(iterations, values),
            Fine = ChunkLevel.Pack(values, ChunkLevel.Fine),
            Coarse = ChunkLevel.Pack(values, ChunkLevel.Coarse),
        };
    }

    public static (int[] Iterations, double[] Values) Unpack(byte[] points)
    {
        ReadOnlySpan<byte> rest = points;
        var iterations = PointCodec.ReadIterations(ref rest);
        return (iterations, PointCodec.ReadValues(ref rest, iterations.Length));
    }

    static byte[] PointsOf(ReadOnlySpan<int> iterations, ReadOnlySpan<double> values)
    {
        using var bytes = new MemoryStream(16 + values.Length * sizeof(double));
        PointCodec.WriteIterations(bytes, iterations);
        PointCodec.WriteValues(bytes, values);
        return bytes.ToArray();
    }

    static double? SumOf(ReadOnlySpan<double> values)
    {
        var (sum, numbers) = (0.0, 0);
        foreach (var value in values)
            if (!double.IsNaN(value))
                (sum, numbers) = (sum + value, numbers + 1);
        return numbers == 0 ? null : StoredForm.Number(sum);
    }
}
