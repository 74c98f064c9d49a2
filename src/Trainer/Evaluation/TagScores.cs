using Platform.Trainer.Reporting;
using static TorchSharp.torch;

namespace Platform.Trainer.Evaluation;

/// <summary>Image F1 of each network's tags, averaged over images (dupl.md §11.1).</summary>
sealed class TagScores
{
    readonly Dictionary<string, (double Sum, int Images)> _f1 = [];

    /// <param name="logits">(B,C) by network.</param>
    /// <param name="tags">(B,C), what is there.</param>
    public void Add(IEnumerable<(string Network, Tensor Logits)> logits, ReadOnlySpan<float> tags)
    {
        foreach (var (network, values) in logits)
        {
            var (told, classes) = (values.cpu().contiguous().data<float>().ToArray(), (int)values.shape[1]);
            var (sum, images) = _f1.GetValueOrDefault(network);
            for (var at = 0; at < told.Length; at += classes, images++)
                sum += ImageF1.Of(told.AsSpan(at, classes), tags.Slice(at, classes));
            _f1[network] = (sum, images);
        }
    }

    public IEnumerable<MetricValue> Metrics() =>
        _f1.Select(f => new MetricValue($"eval/image-f1/{f.Key}", f.Value.Sum / f.Value.Images));
}
