namespace Platform.Trainer.Evaluation;

/// <summary>How well an image's tags are told, by logits above 0 (utils/evaluate.py multilabel_score of DuPL and ToCo).</summary>
static class ImageF1
{
    /// <summary>2·TP / (2·TP + FP + FN) over the classes of one image; 0 where neither has any.</summary>
    public static double Of(ReadOnlySpan<float> logits, ReadOnlySpan<float> tags)
    {
        var (both, either) = (0, 0);
        for (var c = 0; c < tags.Length; c++)
        {
            var (told, there) = (logits[c] > 0 ? 1 : 0, tags[c] > 0 ? 1 : 0);
            both += told * there;
            either += told + there;
        }
        return either == 0 ? 0 : 2.0 * both / either;
    }
}
