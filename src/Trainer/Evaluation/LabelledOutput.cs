using Platform.Trainer.Cams;
using Platform.Trainer.Data;
using Platform.Trainer.Methods;
using static TorchSharp.torch;

namespace Platform.Trainer.Evaluation;

/// <summary>One output of a network, to be turned into label maps in the sizes of the true masks.</summary>
/// <param name="Name">As <c>EvaluationCompleted.Output</c> has it</param>
sealed class LabelledOutput(string name, Tensor maps, Func<Tensor, int, Tensor> toLabels)
{
    public const string SegmentationName = "seg";

    public string Name => name;

    /// <summary>CAMs where there are any, then the segmentation.</summary>
    public static IEnumerable<LabelledOutput> Of(NetworkPrediction prediction, Tensor tags, double background)
    {
        if (prediction.Cams is { } cams)
        {
            Tensor Labels(Tensor resized, int index) => CamToLabel.Evaluation(resized, tags.narrow(0, index, 1), background);
            yield return new("cam", cams.Main, Labels);
            yield return new("cam-aux", cams.Auxiliary, Labels);
        }
        yield return Segmentation(prediction);
    }

    public static LabelledOutput Segmentation(NetworkPrediction prediction) =>
        new(SegmentationName, prediction.Segmentation, (logits, _) => logits.argmax(1));

    /// <summary>The label of every pixel of image <paramref name="index"/>, in the mask's size.</summary>
    public byte[] At(int index, LabelMask mask)
    {
        using var scope = NewDisposeScope();
        var resized = nn.functional.interpolate(
            maps.narrow(0, index, 1), [mask.Height, mask.Width], mode: InterpolationMode.Bilinear, align_corners: false);
        return toLabels(resized, index).to(ScalarType.Byte).cpu().data<byte>().ToArray();
    }
}
