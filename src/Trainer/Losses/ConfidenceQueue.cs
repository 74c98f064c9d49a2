namespace Platform.Trainer.Losses;

/// <summary>The confidences of recent images, one row an image; new rows replace the oldest (CoSA, utils/seg_helper.py DynamicQueue).</summary>
/// <param name="values">The rows to start with; changed by <see cref="Add"/>.</param>
/// <param name="width">Values a row.</param>
sealed class ConfidenceQueue(float[] values, int width)
{
    int _next;

    public ReadOnlySpan<float> Values => values;

    /// <summary>Any number of whole rows.</summary>
    public void Add(ReadOnlySpan<float> rows)
    {
        for (; rows.Length > 0; rows = rows[width..])
        {
            rows[..width].CopyTo(values.AsSpan(_next * width));
            _next = (_next + 1) % (values.Length / width);
        }
    }
}

/// <summary>An exponential average: <c>v ← decay v + (1-decay) x</c> (CoSA, utils/torch_helper.py EMAtracker).</summary>
sealed class MovingAverage(double start, double decay)
{
    public double Value { get; private set; } = start;

    public double Add(double value) => Value = decay * Value + (1 - decay) * value;
}
