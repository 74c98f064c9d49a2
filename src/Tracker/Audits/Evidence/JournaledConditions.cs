using Platform.Contracts.Events;
using Platform.Tracker.Audits.Claims;

namespace Platform.Tracker.Audits.Evidence;

/// <summary>The conditions of an evaluation, as its entry states them.</summary>
static class JournaledConditions
{
    public static Conditions Of(EvaluationCompleted evaluation, Conditions general) => new Conditions
    {
        Split = evaluation.Split,
        Scales = evaluation.Protocol.Scales.Count == 0 ? null : ScaleSet.Of(evaluation.Protocol.Scales.Select(s => (decimal)s)),
        Flip = evaluation.Protocol.Flip,
        Crf = evaluation.Protocol.Crf,
        ImageLabels = evaluation.Protocol.ImageLabels,
        InputSize = evaluation.Protocol.InputSize,
    }.Or(general);
}
