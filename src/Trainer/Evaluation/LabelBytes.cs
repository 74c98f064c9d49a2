using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Evaluation;

/// <summary>Label maps out of tensors.</summary>
static class LabelBytes
{
    /// <summary>Any integer tensor of labels 0 … 255 as bytes, row-major.</summary>
    public static byte[] Of(Tensor labels) => labels.to(ScalarType.Byte).cpu().contiguous().data<byte>().ToArray();
}
