using Platform.Trainer.Reporting;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Losses;

/// <summary>The named terms of one step, each with its weight. A term that is not active yet is absent, not times zero.</summary>
public sealed class LossTerms(IReadOnlyDictionary<string, double> weights)
{
    readonly List<(string Name, Tensor Value)> _terms = [];

    public void Add(string name, Tensor value) => _terms.Add((name, value));

    /// <summary>Σ weight · term. A term the configuration gives no weight counts once.</summary>
    public Tensor Weighted() =>
        _terms.Select(t => t.Value * weights.GetValueOrDefault(t.Name, 1)).Aggregate((sum, term) => sum + term);

    /// <summary>The terms as "loss/name" and their weighted sum as "loss/total"; fills <paramref name="values"/>.</summary>
    /// <exception cref="NonFiniteLossException">A term is NaN or infinite.</exception>
    public void ToMetrics(Tensor total, int iteration, List<MetricValue> values)
    {
        // sync point: waits for the device, once for all terms
        var all = stack([.. _terms.Select(t => t.Value.detach()), total.detach()]).to(ScalarType.Float32).cpu().data<float>().ToArray();
        for (var i = 0; i < _terms.Count; i++)
            values.Add(new("loss/" + _terms[i].Name, Finite(all[i], _terms[i].Name, iteration)));
        values.Add(new("loss/total", Finite(all[^1], "total", iteration)));
    }

    static double Finite(float value, string name, int iteration) =>
        float.IsFinite(value) ? value : throw new NonFiniteLossException(name, value, iteration);
}
