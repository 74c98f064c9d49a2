using Platform.Trainer.Cams;
using static TorchSharp.torch;

namespace Platform.Trainer.Methods;

/// <summary>What is scored of one network.</summary>
/// <param name="Network">"student", "student-1", "student-2" or "teacher"</param>
/// <param name="Segmentation">Logits (B,K,h,w)</param>
/// <param name="Cams">(B,C,H,W) each; null where the method has none</param>
sealed record NetworkPrediction(string Network, Tensor Segmentation, CamPair? Cams);
