using Platform.Trainer.Data;
using Platform.Trainer.Evaluation;

namespace Platform.Demo;

/// <summary>Says "background" everywhere: what a segmentation has to beat.</summary>
static class TrivialPredictor
{
    /// <summary>Its mIoU on the split's true masks, percent.</summary>
    public static double MeanIou(DatasetSplit split)
    {
        var matrix = new ConfusionMatrix(split.Dataset.LabelNames.Count);
        for (var i = 0; i < split.Count; i++)
        {
            var truth = split.Mask(i).Pixels;
            matrix.Add(new byte[truth.Length], truth);
        }
        return 100 * matrix.MeanIou();
    }
}
