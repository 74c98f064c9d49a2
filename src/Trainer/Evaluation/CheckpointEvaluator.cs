using Platform.Contracts.Events;
using Platform.Trainer.Cams;
using Platform.Trainer.Data;
using Platform.Trainer.Data.Images;
using Platform.Trainer.Methods;
using Platform.Trainer.Refinement;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Evaluation;

/// <summary>
/// Scores trained networks by themselves: segmentation over scales and mirror images, without image labels, the better network's also
/// after the dense CRF (dupl.md §11.2–11.4); CAMs, with image labels, as during training.
/// </summary>
/// <param name="save">The folder predictions are written to, as OUTPUT/NETWORK/ID.png in VOC's colours; null: nowhere.</param>
/// <param name="progress">Hears what is done and of how many images.</param>
public sealed class CheckpointEvaluator(
    TrainingConfig config, DatasetSplit split, Device device, SegmentationProtocol protocol, string? save = null, Action<string, int>? progress = null)
{
    readonly SegmentationLoader _loader = new(split, protocol.Fusion == FusionRule.Sum ? config.Dataset.CropSize : null);
    readonly ConfusionSet _matrices = new(split.Name, split.Dataset.LabelNames);

    /// <summary>One event an output and network, those of CAMs first. Once an instance.</summary>
    /// <param name="iteration">Iterations the networks were trained for.</param>
    public IReadOnlyList<EvaluationCompleted> Score(ISegmentationMethod method, int iteration)
    {
        method.Network.eval();
        var cams = protocol.Outputs.Where(o => o is "cam" or "cam-aux").ToArray();
        if (cams.Length > 0)
            progress?.Invoke("CAMs", 0);
        var scored = cams.Length == 0 ? [] : new Evaluator(config, split, device, cams).Score(method, iteration).Outputs;
        if (protocol.Segmentation)
            Segment(method);
        return
        [
            .. scored.Select(e => e with { Protocol = e.Protocol with { OfCheckpoint = true } }),
            .. _matrices.Completed(iteration, split.Count, output => protocol.Describe(config.Dataset.CropSize, output == "seg+crf")),
        ];
    }

    // whose segmentation is refined shows only after all images; of several networks the better one is run once more for that
    void Segment(ISegmentationMethod method)
    {
        Refine(method, network: null);
        var networks = _matrices.Of("seg").ToArray();
        if (protocol.Crf && networks.Length > 1)
            Refine(method, networks.MaxBy(n => n.Matrix.MeanIou()).Network);
    }

    // the networks run on this thread, the CRF of several images on the others
    void Refine(ISegmentationMethod method, string? network)
    {
        var jobs = Prefetch.InOrder(
            Jobs(method, network), job => (Job: job, Labels: job.Refine(DenseCrfOptions.DuPL)), Environment.ProcessorCount);
        foreach (var (job, labels) in jobs)
            Count("seg+crf", job.Network, job.Index, labels, job.Mask);
    }

    /// <param name="network">The one to refine; null: the segmentations are scored, and refined where there is but one network.</param>
    IEnumerable<CrfJob> Jobs(ISegmentationMethod method, string? network)
    {
        var done = 0;
        foreach (var batch in _loader.All())
        {
            foreach (var job in Jobs(method, batch, network))
                yield return job;
            progress?.Invoke(network is null ? "segmentation" : $"CRF of {network}", done += batch.Indices.Count);
        }
    }

    List<CrfJob> Jobs(ISegmentationMethod method, SegmentationBatch batch, string? network)
    {
        using var none = no_grad();
        using var scope = NewDisposeScope();
        var fused = ScaleFusion.Run(method.Segmentations, batch.On(device), protocol.Scales, protocol.Flip, protocol.Fusion);
        if (network is null)
            foreach (var (name, logits) in fused)
                Count(name, logits, batch);
        var refined = fused.Where(f => protocol.Crf && (network is null ? fused.Count == 1 : f.Network == network));
        return [.. refined.SelectMany(f => batch.Masks.Select((mask, i) => Job(f.Network, f.Logits[i..(i + 1)], batch, i)))];
    }

    void Count(string network, Tensor logits, SegmentationBatch batch)
    {
        var labels = LabelBytes.Resized(logits, batch.Masks, l => l.argmax(1));
        for (var i = 0; i < labels.Count; i++)
            Count("seg", network, batch.Indices[i], labels[i], batch.Masks[i]);
    }

    void Count(string output, string network, int index, byte[] labels, LabelMask mask)
    {
        _matrices.Of(output, network).Add(labels, mask.Pixels);
        if (save is null)
            return;
        var folder = Directory.CreateDirectory(Path.Combine(save, output, network));
        File.WriteAllBytes(Path.Combine(folder.FullName, split.Ids[index] + ".png"), PngCodec.EncodeMask(mask with { Pixels = labels }));
    }

    // logits (1,K,h,w)
    static CrfJob Job(string network, Tensor logits, SegmentationBatch batch, int i)
    {
        using var scope = NewDisposeScope();
        var mask = batch.Masks[i];
        var probabilities = PseudoLabels.Resize(logits, mask.Height, mask.Width).softmax(1);               // (1,K,H,W)
        return new(
            batch.Indices[i], network, batch.Images[i], mask, probabilities.cpu().contiguous().data<float>().ToArray(), (int)logits.shape[1]);
    }
}
