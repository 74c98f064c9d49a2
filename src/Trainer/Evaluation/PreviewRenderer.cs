using Platform.Contracts.Events;
using Platform.Trainer.Cams;
using Platform.Trainer.Data;
using Platform.Trainer.Methods;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Evaluation;

/// <summary>Paints the first few validation images: input, ground truth, the CAM of each class present, prediction.</summary>
public sealed class PreviewRenderer
{
    readonly DatasetSplit _split;
    readonly Device _device;
    readonly EvaluationBatch _batch;

    public PreviewRenderer(TrainingConfig config, DatasetSplit split, Device device)
    {
        (_split, _device) = (split, device);
        var count = Math.Min(config.Schedule.PreviewImages, split.Count);
        _batch = new EvaluationLoader(split, config.Dataset.CropSize, count).Load([.. Enumerable.Range(0, count)]);
    }

    public PreviewsRendered Render(ISegmentationMethod method, int iteration)
    {
        using var scope = NewDisposeScope();
        var input = TensorBatch.On(_device, _batch.Input);
        var cams = method.Cams(input.Images).Where(c => c.Output == "cam").ToArray();
        var predictions = method.Segmentations(input.Images)
            .Select(s => (s.Network, Labels: Resize(s.Logits).argmax(1))).ToArray();                    // (B,H,W)
        var previews = new List<Preview>();
        for (var i = 0; i < _batch.Masks.Count; i++)
        {
            var image = PreviewPainter.ImageOf(_batch.Input, i);
            previews.Add(Painted(i, "input", PreviewPainter.Input(image)));
            previews.Add(Painted(i, "ground-truth", PreviewPainter.Labels(image, _batch.Masks[i])));
            foreach (var (_, network, cam) in cams)
                previews.AddRange(PaintCams(i, network, cam[i], image));
            foreach (var (network, labels) in predictions)
                previews.Add(Painted(i, "prediction", PreviewPainter.Labels(image, Mask(labels[i]))) with { Network = network });
        }
        return new() { Iteration = iteration, Previews = previews };
    }

    IEnumerable<Preview> PaintCams(int index, string network, Tensor cam, RgbImage image)               // cam (C,H,W)
    {
        var tags = _split.Tags(index).ToArray();
        for (var c = 0; c < tags.Length; c++)
        {
            if (tags[c] == 0)
                continue;
            var heat = cam[c].cpu().contiguous().data<float>().ToArray();
            var png = PreviewPainter.Cam(image, heat, _batch.Input.Width, _batch.Input.Height);
            yield return Painted(index, "cam", png) with { ClassName = _split.Dataset.ClassNames[c], Network = network };
        }
    }

    Tensor Resize(Tensor logits) => PseudoLabels.Resize(logits, _batch.Input.Height, _batch.Input.Width);

    LabelMask Mask(Tensor labels) => new(_batch.Input.Width, _batch.Input.Height, LabelBytes.Of(labels));

    Preview Painted(int index, string kind, byte[] png) => new() { ImageId = _batch.Input.Ids[index], Kind = kind, Png = png };
}
