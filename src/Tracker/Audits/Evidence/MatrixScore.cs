using Platform.Contracts.Events;
using Platform.Tracker.Audits.Claims;

namespace Platform.Tracker.Audits.Evidence;

/// <summary>Scores of a confusion matrix, percent, computed in decimals from the counts.</summary>
sealed class MatrixScore
{
    const decimal Slack = 0.0001m;

    readonly EvaluationCompleted _evaluation;
    readonly decimal[] _truth;
    readonly decimal[] _predicted;

    public MatrixScore(EvaluationCompleted evaluation)
    {
        _evaluation = evaluation;
        var classes = evaluation.ClassNames.Count;
        (_truth, _predicted) = (new decimal[classes], new decimal[classes]);
        for (var t = 0; t < classes; t++)
            for (var p = 0; p < classes; p++)
            {
                _truth[t] += evaluation.Confusion[t][p];
                _predicted[p] += evaluation.Confusion[t][p];
            }
    }

    /// <summary>Null for a class neither in the ground truth nor predicted.</summary>
    public decimal? ClassIou(int c)
    {
        var union = _truth[c] + _predicted[c] - Right(c);
        return union > 0 ? 100 * Right(c) / union : null;
    }

    public PixelCounts CountsOf(int c) => new((long)Right(c), (long)_truth[c], (long)_predicted[c]);

    /// <summary>The mean over the classes of the ground truth; null when it has none.</summary>
    public decimal? MeanIou => Present.Count == 0 ? null : Present.Sum(c => ClassIou(c)!.Value) / Present.Count;

    /// <summary>Null when there is no pixel.</summary>
    public decimal? PixelAccuracy => _truth.Sum() is > 0 and var all ? 100 * Enumerable.Range(0, _truth.Length).Sum(Right) / all : null;

    public IReadOnlyList<string> MeanSteps =>
    [
        $"IoU of each class from {Rounding.Show(_truth.Sum())} counted pixels of {_evaluation.ImageCount} images: right / (truth + predicted - right)",
        $"mean of {Present.Count} classes = {Rounding.Show(MeanIou ?? 0)}; "
            + (Present.Count == _truth.Length ? "every class is in the ground truth" : $"{_truth.Length - Present.Count} classes are not in the ground truth and left out")
            + $"; pixels labelled {_evaluation.Protocol.IgnoreIndex} were not counted",
    ];

    /// <summary>Set where the trainer's own mIoU is not what its counts give.</summary>
    public string? Contradiction => MeanIou is { } mean && double.IsFinite(_evaluation.MeanIou) && Math.Abs(mean - (decimal)_evaluation.MeanIou) > Slack
        ? $"the trainer said an mIoU of {_evaluation.MeanIou:0.####}, but its counts give {Rounding.Show(mean, 4)}; the counts are used"
        : null;

    List<int> Present => [.. Enumerable.Range(0, _truth.Length).Where(c => _truth[c] > 0)];

    decimal Right(int c) => _evaluation.Confusion[c][c];
}
