using Platform.Contracts.Events;
using Platform.Trainer.Cams;
using Platform.Trainer.Data;
using Platform.Trainer.Methods;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Evaluation;

/// <summary>
/// Scores a method on every image of the validation split (dupl.md §11.1): CAMs in their evaluation form, with the true image-level
/// labels, and the arg-max of single-scale segmentation logits, both resized to the mask's own size.
/// </summary>
public sealed class Evaluator(TrainingConfig config, DatasetSplit split, Device device)
{
    const int BatchSize = 16;

    readonly EvaluationLoader _loader = new(split, config.Dataset.CropSize, BatchSize);

    /// <summary>One event an output and network; <paramref name="iteration"/> is the number of iterations done.</summary>
    public IReadOnlyList<EvaluationCompleted> Score(ISegmentationMethod method, int iteration)
    {
        var matrices = new Dictionary<(string Output, string Network), ConfusionMatrix>();
        foreach (var batch in _loader.All())
        {
            using var scope = NewDisposeScope();
            var input = TensorBatch.On(device, batch.Input);
            foreach (var (output, network, cam) in method.Cams(input.Images))
                Count(Matrix(output, network), CamToLabel.Valid(cam, input.Tags), batch.Masks, valid => CamToLabel.Evaluate(valid, config.Cam.BackgroundThreshold));
            foreach (var (network, logits) in method.Segmentations(input.Images))
                Count(Matrix("seg", network), logits, batch.Masks, l => l.argmax(1));
        }
        return [.. matrices.Select(m => Completed(m.Key.Output, m.Key.Network, m.Value, iteration))];

        ConfusionMatrix Matrix(string output, string network)
        {
            if (!matrices.TryGetValue((output, network), out var matrix))
                matrices[(output, network)] = matrix = new ConfusionMatrix(split.Dataset.LabelNames.Count);
            return matrix;
        }
    }

    // scores (B,·,h,w), each image resized to its own mask before it becomes labels
    static void Count(ConfusionMatrix matrix, Tensor scores, IReadOnlyList<LabelMask> masks, Func<Tensor, Tensor> label)
    {
        for (var i = 0; i < masks.Count; i++)
        {
            using var scope = NewDisposeScope();
            var labels = label(PseudoLabels.Resize(scores[i..(i + 1)], masks[i].Height, masks[i].Width));     // (1,H,W)
            matrix.Add(LabelBytes.Of(labels), masks[i].Pixels);
        }
    }

    EvaluationCompleted Completed(string output, string network, ConfusionMatrix matrix, int iteration) => new()
    {
        Iteration = iteration,
        Split = split.Name,
        Output = output,
        Network = network,
        Protocol = Protocol(output),
        ClassNames = split.Dataset.LabelNames,
        Confusion = matrix.ToRows(),
        ImageCount = split.Count,
        MeanIou = 100 * matrix.MeanIou(),
    };

    static bool OfCam(string output) => output is "cam" or "cam-aux";

    EvaluationProtocol Protocol(string output) => new()
    {
        Scales = OfCam(output) ? config.Cam.Scales : [1.0],
        Flip = OfCam(output) && config.Cam.Flip,
        Crf = false,
        ImageLabels = OfCam(output),
        IgnoreIndex = ConfusionMatrix.Ignored,
        Thresholds = OfCam(output)
            ? new Dictionary<string, double> { ["background"] = config.Cam.BackgroundThreshold }
            : new Dictionary<string, double>(),
    };
}
