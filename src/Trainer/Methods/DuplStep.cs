using Platform.Trainer.Losses;
using static TorchSharp.torch;

namespace Platform.Trainer.Methods;

/// <summary>What one student met in a step; what its phase does not compute is null.</summary>
/// <param name="Output">Of the weak view.</param>
/// <param name="Cam">(B,C,H,W) multi-scale, as <paramref name="AuxiliaryCam"/>.</param>
/// <param name="PatchLabels">(B,h,w) from its auxiliary CAM.</param>
/// <param name="Logits">(B,K,H,W) of the weak view at the images' size.</param>
/// <param name="Raw">(B,H,W) its pseudo-labels before the noise filter.</param>
/// <param name="Labels">(B,H,W) its pseudo-labels; the other student learns from them.</param>
/// <param name="Targets">(B,H,W) what its strong view is held to; 255 elsewhere.</param>
sealed record DuplStudent(
    NetworkOutput Output,
    Tensor? Cam = null,
    Tensor? AuxiliaryCam = null,
    Tensor? PatchLabels = null,
    Tensor? Logits = null,
    Tensor? Raw = null,
    Tensor? Labels = null,
    Tensor? Targets = null)
{
    /// <summary>What the noise filter did to each image; empty before its phase.</summary>
    public IReadOnlyList<NoiseFilterResult> Filtered { get; init; } = [];
}

/// <summary>The terms of one step and what they were made from, for the journal.</summary>
/// <param name="Thresholds">(B) high thresholds in force.</param>
/// <param name="Students">One or two.</param>
sealed record DuplStep(LossTerms Terms, Tensor Thresholds, IReadOnlyList<DuplStudent> Students);
