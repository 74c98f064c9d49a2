using System.Globalization;
using Platform.Contracts;
using Platform.Trainer.Reporting;
using static TorchSharp.torch;

namespace Platform.Trainer.Losses;

/// <summary>The named loss terms of one iteration, and measures that are reported with them. What is inactive is absent.</summary>
sealed class LossTerms(IReadOnlyDictionary<string, double> weights)
{
    readonly List<(string Name, Tensor Value)> _terms = [];
    readonly List<(string Name, Tensor Value)> _measures = [];
    Tensor? _total;

    /// <summary>The weighted sum, which training descends.</summary>
    public Tensor Total => _total ?? throw new InvalidOperationException("no loss term is active");

    public void Add(string term, Tensor value)
    {
        _terms.Add((term, value));
        var weighted = value * weights[term];
        _total = _total is null ? weighted : _total + weighted;
    }

    /// <summary>A scalar that is only reported, under its full metric name.</summary>
    public void Measure(string metric, Tensor value) => _measures.Add((metric, value));

    /// <summary>"loss/TERM" of every term unweighted, "loss/total" weighted, and the measures. Waits for the device.</summary>
    /// <exception cref="UserErrorException">A term is NaN or infinite; it is named with the iteration.</exception>
    public IReadOnlyList<MetricValue> ToMetrics(int iteration)
    {
        (string Name, Tensor Value)[] all = [.. _terms.Select(t => ($"loss/{t.Name}", t.Value)), ("loss/total", Total), .. _measures];
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        // one transfer for all
        var values = stack(all.Select(a => a.Value.to(ScalarType.Float32)).ToArray()).cpu().data<float>().ToArray();
        for (var i = 0; i <= _terms.Count; i++)
            if (!float.IsFinite(values[i]))
                throw new UserErrorException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"loss term '{all[i].Name[5..]}' is {values[i]} at iteration {iteration}; a lower optimizer.learningRate may help"));
        return [.. all.Select((a, i) => new MetricValue(a.Name, values[i]))];
    }
}
