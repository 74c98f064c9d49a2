using System.Text.Json.Serialization;

namespace Platform.Contracts.Events;

/// <summary>
/// What a run journals. One JSON line holds an <see cref="Journal.EntryHeader"/> and one of these, flat in the same
/// object; <c>type</c> is the pinned wire name.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RunStarted), RunStarted.WireName)]
[JsonDerivedType(typeof(RunResumed), RunResumed.WireName)]
[JsonDerivedType(typeof(MetricsLogged), MetricsLogged.WireName)]
[JsonDerivedType(typeof(PhaseChanged), PhaseChanged.WireName)]
[JsonDerivedType(typeof(EvaluationCompleted), EvaluationCompleted.WireName)]
[JsonDerivedType(typeof(ScoresImported), ScoresImported.WireName)]
[JsonDerivedType(typeof(PreviewsRendered), PreviewsRendered.WireName)]
[JsonDerivedType(typeof(CheckpointSaved), CheckpointSaved.WireName)]
[JsonDerivedType(typeof(LogWritten), LogWritten.WireName)]
[JsonDerivedType(typeof(SystemSampled), SystemSampled.WireName)]
[JsonDerivedType(typeof(RunCompleted), RunCompleted.WireName)]
[JsonDerivedType(typeof(RunFailed), RunFailed.WireName)]
[JsonDerivedType(typeof(RunStopped), RunStopped.WireName)]
public interface IRunEvent;
