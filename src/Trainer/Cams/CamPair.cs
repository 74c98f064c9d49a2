using static TorchSharp.torch;

namespace Platform.Trainer.Cams;

/// <summary>Class activation maps of the final and of the auxiliary features.</summary>
sealed record CamPair(Tensor Main, Tensor Auxiliary);
