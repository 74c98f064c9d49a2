namespace Platform.Trainer.Refinement;

/// <summary>Puts a background plane in front of (C,H,W) class scores in [0,1] that have none, before a CRF.</summary>
static class BackgroundScore
{
    /// <summary>The same score everywhere.</summary>
    public static float[] Constant(float[] scores, int classes, float background)
    {
        var pixels = scores.Length / classes;
        var result = new float[scores.Length + pixels];
        result.AsSpan(0, pixels).Fill(background);
        scores.CopyTo(result, pixels);
        return result;
    }

    /// <summary>(1 - max_c score)^gamma: RecurSeed, core/refinements/densecrf.py.</summary>
    public static float[] Power(float[] scores, int classes, float gamma)
    {
        var pixels = scores.Length / classes;
        var result = Constant(scores, classes, 0);
        for (var p = 0; p < pixels; p++)
        {
            var max = scores[p];
            for (var c = 1; c < classes; c++)
                max = Math.Max(max, scores[c * pixels + p]);
            result[p] = MathF.Pow(1 - max, gamma);
        }
        return result;
    }
}
