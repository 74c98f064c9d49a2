using Platform.Contracts.Events;
using Platform.Trainer.Cams;
using Platform.Trainer.Data;
using Platform.Trainer.Methods;
using Platform.Trainer.Reporting;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Evaluation;

/// <summary>
/// Scores a method on every image of a split as during training (dupl.md §11.1), the image resized to the network's input: CAMs in their
/// evaluation form, with the true image-level labels; the arg-max of single-scale segmentation logits, without them; both resized to the
/// mask's own size.
/// </summary>
/// <param name="outputs">The outputs to score; null: all the method has.</param>
public sealed class Evaluator(TrainingConfig config, DatasetSplit split, Device device, IReadOnlyCollection<string>? outputs = null)
{
    // what three scales of four images of 448 pixels and their mirror images take of a device
    const int BatchPixels = 4 * 448 * 448;
    const int LargestBatch = 64;

    readonly EvaluationLoader _loader = new(
        split, config.Dataset.CropSize, Math.Clamp(BatchPixels / (config.Dataset.CropSize * config.Dataset.CropSize), 1, LargestBatch));

    /// <summary>Scores all images; <paramref name="iteration"/> is the number of iterations done.</summary>
    public EvaluationScores Score(ISegmentationMethod method, int iteration)
    {
        var matrices = new ConfusionSet(split.Name, split.Dataset.LabelNames);
        var (told, agreement) = (new TagScores(), new Agreement());
        foreach (var batch in _loader.All())
        {
            using var scope = NewDisposeScope();
            var input = TensorBatch.On(device, batch.Input);
            ScoreCams(method, input, batch.Masks, matrices);
            ScoreSegmentations(method, input, batch.Masks, matrices, agreement);
            if (outputs is null)
                told.Add(method.Tags(input.Images), batch.Input.Tags);
        }
        var metrics = told.Metrics().Concat(OverActivation(matrices)).Concat(agreement.Metrics()).Where(m => double.IsFinite(m.Value));
        return new(matrices.Completed(iteration, split.Count, Protocol), [.. metrics]);
    }

    /// <summary>How an output is scored here.</summary>
    public EvaluationProtocol Protocol(string output) => new()
    {
        Scales = OfCam(output) ? config.Cam.Scales : [1.0],
        Flip = OfCam(output) && config.Cam.Flip,
        Crf = false,
        ImageLabels = OfCam(output),
        IgnoreIndex = ConfusionMatrix.Ignored,
        Thresholds = OfCam(output)
            ? new Dictionary<string, double> { ["background"] = config.Cam.BackgroundThreshold }
            : new Dictionary<string, double>(),
        InputSize = $"{config.Dataset.CropSize}x{config.Dataset.CropSize}",
    };

    static bool OfCam(string output) => output is "cam" or "cam-aux";

    bool Asked(string output) => outputs is null || outputs.Contains(output);

    void ScoreCams(ISegmentationMethod method, TensorBatch input, IReadOnlyList<LabelMask> masks, ConfusionSet matrices)
    {
        if (!Asked("cam") && !Asked("cam-aux"))
            return;
        foreach (var (output, network, cam) in method.Cams(input.Images))
            if (Asked(output))
                Count(matrices.Of(output, network), masks, LabelBytes.Resized(
                    CamToLabel.Valid(cam, input.Tags), masks, valid => CamToLabel.Evaluate(valid, config.Cam.BackgroundThreshold)));
    }

    void ScoreSegmentations(
        ISegmentationMethod method, TensorBatch input, IReadOnlyList<LabelMask> masks, ConfusionSet matrices, Agreement agreement)
    {
        if (!Asked("seg"))
            return;
        var labels = new List<IReadOnlyList<byte[]>>();
        foreach (var (network, logits) in method.Segmentations(input.Images))
        {
            labels.Add(LabelBytes.Resized(logits, masks, l => l.argmax(1)));
            Count(matrices.Of("seg", network), masks, labels[^1]);
        }
        if (labels.Count == 2)
            agreement.Add(labels[0], labels[1]);
    }

    static void Count(ConfusionMatrix matrix, IReadOnlyList<LabelMask> masks, IReadOnlyList<byte[]> labels)
    {
        for (var i = 0; i < masks.Count; i++)
            matrix.Add(labels[i], masks[i].Pixels);
    }

    IEnumerable<MetricValue> OverActivation(ConfusionSet matrices)
    {
        foreach (var (network, matrix) in matrices.Of("cam"))
        {
            var rates = matrix.OverActivation();
            for (var c = 1; c < rates.Length; c++)
                yield return new($"eval/over-activation/{split.Dataset.LabelNames[c]}/{network}", rates[c]);
        }
    }
}
