using Platform.Contracts.Api;

namespace Platform.Dashboard.SingleRun;

/// <summary>A confusion matrix as it is shown: what its cells are shares of, and in which order its classes are.</summary>
public sealed class ConfusionView
{
    readonly ConfusionCounts _counts;
    readonly double[] _truth;
    readonly double[] _predicted;

    public ConfusionView(ConfusionCounts counts, Normalized norm, bool byErrors)
    {
        (_counts, Norm) = (counts, norm);
        var size = counts.ClassNames.Count;
        _truth = [.. counts.Counts.Select(row => row.Sum(c => (double)c))];
        _predicted = [.. Enumerable.Range(0, size).Select(j => counts.Counts.Sum(row => (double)row[j]))];
        Order = [.. byErrors ? Enumerable.Range(0, size).OrderByDescending(Wrong) : Enumerable.Range(0, size)];
        Largest = Enumerable.Range(0, size).SelectMany(i => Enumerable.Range(0, size).Select(j => Cell(i, j))).DefaultIfEmpty().Max();
    }

    public Normalized Norm { get; }

    /// <summary>Places of the classes, in the order they are shown.</summary>
    public IReadOnlyList<int> Order { get; }

    /// <summary>The largest cell: of counts what the colours are relative to.</summary>
    public double Largest { get; }

    public string Name(int place) => _counts.ClassNames[place];

    public long Count(int truth, int predicted) => _counts.Counts[truth][predicted];

    /// <summary>Percent of the row or of the column, or pixels.</summary>
    public double Cell(int truth, int predicted) => Norm switch
    {
        Normalized.Row => Share(Count(truth, predicted), _truth[truth]),
        Normalized.Column => Share(Count(truth, predicted), _predicted[predicted]),
        _ => Count(truth, predicted),
    };

    /// <summary>How strong the cell's colour is, percent.</summary>
    public double Strength(int truth, int predicted) => Norm == Normalized.None
        ? Largest > 0 ? 100 * Math.Log(1 + Cell(truth, predicted)) / Math.Log(1 + Largest) : 0    // background outnumbers everything: by order of magnitude
        : Cell(truth, predicted);

    // the share of a class's pixels, true or predicted, that are not both
    double Wrong(int place)
    {
        var union = _truth[place] + _predicted[place] - Count(place, place);
        return union > 0 ? 1 - Count(place, place) / union : -1;
    }

    static double Share(long count, double total) => total > 0 ? 100 * count / total : 0;
}
