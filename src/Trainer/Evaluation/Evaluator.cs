using Platform.Contracts.Events;
using Platform.Trainer.Cams;
using Platform.Trainer.Data;
using Platform.Trainer.Methods;
using static TorchSharp.torch;

namespace Platform.Trainer.Evaluation;

/// <summary>
/// Scores a method on a split the way DuPL does during training: input resized to the crop size, segmentation at one scale, CAMs at
/// several with the true image labels, both resized to the masks.
/// </summary>
sealed class Evaluator(EvaluationLoader loader, CamConfig cam, Device device)
{
    static readonly IReadOnlyDictionary<string, double> s_none = new Dictionary<string, double>();

    readonly IReadOnlyList<string> _labels = loader.Split.Dataset.LabelNames;

    /// <summary>One event for each output of each network, in a fixed order.</summary>
    public IReadOnlyList<EvaluationCompleted> Score(ISegmentationMethod method, int iteration)
    {
        var scores = new OrderedDictionary<(string Network, string Output), ConfusionMatrix>();
        using var _ = no_grad();
        method.Network.eval();
        foreach (var batch in loader.All())
        {
            using var scope = NewDisposeScope();
            var input = TensorBatch.Of(batch.Input, device);
            foreach (var prediction in method.Predict(input))
                foreach (var output in LabelledOutput.Of(prediction, input.Tags, cam.BackgroundThreshold))
                {
                    scores.TryAdd((prediction.Network, output.Name), new ConfusionMatrix(_labels.Count));
                    for (var i = 0; i < batch.Masks.Count; i++)
                        scores[(prediction.Network, output.Name)].Add(output.At(i, batch.Masks[i]), batch.Masks[i].Pixels);
                }
        }
        method.Network.train();
        return [.. scores.Select(s => Event(s.Key.Network, s.Key.Output, s.Value, iteration))];
    }

    /// <summary>Pictures of the first <paramref name="count"/> images: input, truth, the CAM of each class in it, and the prediction.</summary>
    public PreviewsRendered Previews(ISegmentationMethod method, int iteration, int count)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        method.Network.eval();
        var batch = loader.Load([.. Enumerable.Range(0, Math.Min(count, loader.Split.Count))]);
        var input = TensorBatch.Of(batch.Input, device);
        var previews = new List<Preview>();
        var pictures = Enumerable.Range(0, batch.Masks.Count).Select(i => PreviewPainter.ImageOf(batch.Input, i)).ToArray();
        for (var i = 0; i < pictures.Length; i++)
        {
            previews.Add(new() { ImageId = batch.Input.Ids[i], Kind = "input", Png = PreviewPainter.Input(pictures[i]) });
            previews.Add(new() { ImageId = batch.Input.Ids[i], Kind = "ground-truth", Png = PreviewPainter.Labels(pictures[i], batch.Masks[i]) });
        }
        foreach (var prediction in method.Predict(input))
            for (var i = 0; i < pictures.Length; i++)
                previews.AddRange(PreviewsOf(prediction, batch, i, pictures[i]));
        method.Network.train();
        return new() { Iteration = iteration, Previews = previews };
    }

    IEnumerable<Preview> PreviewsOf(NetworkPrediction prediction, EvaluationBatch batch, int index, RgbImage picture)
    {
        var id = batch.Input.Ids[index];
        var network = prediction.Network == "student" ? null : prediction.Network;
        var classes = batch.Input.ClassCount;
        for (var c = 0; c < classes && prediction.Cams is not null; c++)
        {
            if (batch.Input.Tags[index * classes + c] == 0)
                continue;
            var map = prediction.Cams.Main[index, c].contiguous().cpu();  // (H,W)
            var png = PreviewPainter.Cam(picture, map.data<float>().ToArray(), (int)map.shape[1], (int)map.shape[0]);
            yield return new() { ImageId = id, Kind = "cam", ClassName = _labels[c + 1], Network = network, Png = png };
        }
        var labels = LabelledOutput.Segmentation(prediction).At(index, batch.Masks[index]);
        var mask = batch.Masks[index] with { Pixels = labels };
        yield return new() { ImageId = id, Kind = "prediction", Network = network, Png = PreviewPainter.Labels(picture, mask) };
    }

    EvaluationCompleted Event(string network, string output, ConfusionMatrix confusion, int iteration) => new()
    {
        Iteration = iteration,
        Split = loader.Split.Name,
        Output = output,
        Network = network,
        Protocol = output == LabelledOutput.SegmentationName
            ? Protocol([1], flip: false, imageLabels: false, s_none)
            : Protocol(cam.Scales, cam.Flip, imageLabels: true, new Dictionary<string, double> { ["background"] = cam.BackgroundThreshold }),
        ClassNames = _labels,
        Confusion = confusion.ToRows(),
        ImageCount = loader.Split.Count,
        MeanIou = 100 * confusion.MeanIou(),
    };

    static EvaluationProtocol Protocol(
        IReadOnlyList<double> scales, bool flip, bool imageLabels, IReadOnlyDictionary<string, double> thresholds) => new()
    {
        Scales = scales,
        Flip = flip,
        Crf = false,
        ImageLabels = imageLabels,
        IgnoreIndex = (int)CamToLabel.Ignored,
        Thresholds = thresholds,
    };
}
