using Platform.Trainer.Reporting;

namespace Platform.Trainer.Evaluation;

/// <summary>The share of all pixels two students call the same.</summary>
sealed class Agreement
{
    long _same;
    long _all;

    /// <summary>Label maps of both, image by image.</summary>
    public void Add(IReadOnlyList<byte[]> one, IReadOnlyList<byte[]> other)
    {
        for (var i = 0; i < one.Count; i++)
        {
            for (var p = 0; p < one[i].Length; p++)
                _same += one[i][p] == other[i][p] ? 1 : 0;
            _all += one[i].Length;
        }
    }

    public IEnumerable<MetricValue> Metrics() => _all == 0 ? [] : [new("eval/agreement", (double)_same / _all)];
}
