namespace Platform.Trainer.Data.Images;

/// <summary>OpenCV's cubic convolution, coefficient -0.75: the weights of four neighbours, the second one at the point.</summary>
static class CubicKernel
{
    const double A = -0.75;

    /// <summary>For a point this far, 0 to 1, behind the second neighbour.</summary>
    public static void Weights(double fraction, Span<double> weights)
    {
        var (before, after) = (fraction + 1, 1 - fraction);
        weights[0] = ((A * before - 5 * A) * before + 8 * A) * before - 4 * A;
        weights[1] = ((A + 2) * fraction - (A + 3)) * fraction * fraction + 1;
        weights[2] = ((A + 2) * after - (A + 3)) * after * after + 1;
        weights[3] = 1 - weights[0] - weights[1] - weights[2];
    }

    public static byte ToByte(double value) => (byte)Math.Clamp(Math.Round(value, MidpointRounding.ToEven), 0, 255);
}
