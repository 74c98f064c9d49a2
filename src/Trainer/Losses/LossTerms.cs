using Platform.Trainer.Reporting;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Losses;

/// <summary>
/// The named terms of one step, each with its weight, and what was observed on the way. A term that is not active yet is absent, not
/// times zero.
/// </summary>
public sealed class LossTerms(IReadOnlyDictionary<string, double> weights)
{
    readonly List<(string Name, Tensor Value)> _terms = [];
    readonly List<(string Name, Func<Tensor> Value)> _observed = [];

    public void Add(string name, Tensor value) => _terms.Add((name, value));

    /// <summary>A quantity that is logged and not minimised: a scalar, made only for an iteration that is logged.</summary>
    public void Observe(string name, Func<Tensor> value) => _observed.Add((name, value));

    /// <summary>Σ weight · term. A term the configuration gives no weight counts once.</summary>
    public Tensor Weighted() =>
        _terms.Select(t => t.Value * weights.GetValueOrDefault(t.Name, 1)).Aggregate((sum, term) => sum + term);

    /// <summary>The terms as "loss/name", their weighted sum as "loss/total", and what was observed; fills <paramref name="values"/>.</summary>
    /// <exception cref="NonFiniteLossException">A term is NaN or infinite.</exception>
    public void ToMetrics(Tensor total, int iteration, List<MetricValue> values)
    {
        // sync point: waits for the device, once for all terms
        var all = Read([.. _terms.Select(t => t.Value), total, .. _observed.Select(o => o.Value())]);
        for (var i = 0; i < _terms.Count; i++)
            values.Add(new("loss/" + _terms[i].Name, Finite(all[i], _terms[i].Name, iteration)));
        values.Add(new("loss/total", Finite(all[_terms.Count], "total", iteration)));
        for (var i = 0; i < _observed.Count; i++)
            values.Add(new(_observed[i].Name, all[_terms.Count + 1 + i]));
    }

    static float[] Read(Tensor[] scalars)
    {
        using var none = no_grad();
        return stack([.. scalars.Select(s => s.detach().to(ScalarType.Float32))]).cpu().data<float>().ToArray();
    }

    static double Finite(float value, string name, int iteration) =>
        float.IsFinite(value) ? value : throw new NonFiniteLossException(name, value, iteration);
}
