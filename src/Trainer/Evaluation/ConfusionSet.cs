using Platform.Contracts.Events;

namespace Platform.Trainer.Evaluation;

/// <summary>One confusion matrix an output and network, in the order they were first scored.</summary>
sealed class ConfusionSet(string split, IReadOnlyList<string> labelNames)
{
    readonly Dictionary<(string Output, string Network), ConfusionMatrix> _matrices = [];

    /// <summary>The matrix to count into, empty at first.</summary>
    public ConfusionMatrix Of(string output, string network)
    {
        if (!_matrices.TryGetValue((output, network), out var matrix))
            _matrices[(output, network)] = matrix = new ConfusionMatrix(labelNames.Count);
        return matrix;
    }

    /// <summary>Those of one output, by network.</summary>
    public IEnumerable<(string Network, ConfusionMatrix Matrix)> Of(string output) =>
        _matrices.Where(m => m.Key.Output == output).Select(m => (m.Key.Network, m.Value));

    /// <summary>One event each.</summary>
    public IReadOnlyList<EvaluationCompleted> Completed(int iteration, int images, Func<string, EvaluationProtocol> protocol) =>
        [.. _matrices.Select(m => new EvaluationCompleted
        {
            Iteration = iteration,
            Split = split,
            Output = m.Key.Output,
            Network = m.Key.Network,
            Protocol = protocol(m.Key.Output),
            ClassNames = labelNames,
            Confusion = m.Value.ToRows(),
            ImageCount = images,
            MeanIou = 100 * m.Value.MeanIou(),
        })];
}
