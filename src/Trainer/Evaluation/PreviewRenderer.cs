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

    /// <summary>Looks at the images now, on the calling thread; what is returned paints what was seen, on any thread.</summary>
    public Func<PreviewsRendered> See(ISegmentationMethod method, int iteration)
    {
        using var scope = NewDisposeScope();
        var input = TensorBatch.On(_device, _batch.Input);
        var cams = method.Cams(input.Images).Where(c => c.Output == "cam").ToArray();
        var predictions = method.Segmentations(input.Images)
            .Select(s => (s.Network, Labels: Resize(s.Logits).argmax(1))).ToArray();                    // (B,H,W)
        var paintings = new List<Func<Preview>>();
        for (var i = 0; i < _batch.Masks.Count; i++)
        {
            var (index, image) = (i, PreviewPainter.ImageOf(_batch.Input, i));
            paintings.Add(() => Painted(index, "input", PreviewPainter.Input(image)));
            paintings.Add(() => Painted(index, "ground-truth", PreviewPainter.Labels(image, _batch.Masks[index])));
            foreach (var (_, network, cam) in cams)
                paintings.AddRange(SeeCams(index, network, cam[i], image));
            foreach (var (network, labels) in predictions)
            {
                var mask = Mask(labels[i]);
                paintings.Add(() => Painted(index, "prediction", PreviewPainter.Labels(image, mask)) with { Network = network });
            }
        }
        return () => new() { Iteration = iteration, Previews = [.. paintings.Select(paint => paint())] };
    }

    IEnumerable<Func<Preview>> SeeCams(int index, string network, Tensor cam, RgbImage image)           // cam (C,H,W)
    {
        var tags = _split.Tags(index).ToArray();
        for (var c = 0; c < tags.Length; c++)
        {
            if (tags[c] == 0)
                continue;
            var (name, heat) = (_split.Dataset.ClassNames[c], cam[c].cpu().contiguous().data<float>().ToArray());
            yield return () => Painted(index, "cam", PreviewPainter.Cam(image, heat, _batch.Input.Width, _batch.Input.Height))
                with { ClassName = name, Network = network };
        }
    }

    Tensor Resize(Tensor logits) => PseudoLabels.Resize(logits, _batch.Input.Height, _batch.Input.Width);

    LabelMask Mask(Tensor labels) => new(_batch.Input.Width, _batch.Input.Height, LabelBytes.Of(labels));

    Preview Painted(int index, string kind, byte[] png) => new() { ImageId = _batch.Input.Ids[index], Kind = kind, Png = png };
}
