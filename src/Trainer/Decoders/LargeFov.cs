using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Platform.Trainer.Decoders;

/// <summary>
/// DeepLab's LargeFOV head as ToCo and DuPL use it: two dilated 3×3 convolutions with ReLU and a 1×1 convolution, all without bias.
/// </summary>
sealed class LargeFov : nn.Module<Tensor, Tensor>
{
    // published parameter names
    readonly Conv2d conv6;
    readonly Conv2d conv7;
    readonly Conv2d conv8;

    public LargeFov(int dim, int classes, DecoderConfig config) : base(nameof(LargeFov))
    {
        var (width, dilation) = (config.Width, config.Dilation);
        conv6 = nn.Conv2d(dim, width, kernel_size: 3, padding: dilation, dilation: dilation, bias: false);
        conv7 = nn.Conv2d(width, width, kernel_size: 3, padding: dilation, dilation: dilation, bias: false);
        conv8 = nn.Conv2d(width, classes, kernel_size: 1, bias: false);
        RegisterComponents();
    }

    /// <summary>(B,D,h,w) to logits (B,K,h,w)</summary>
    public override Tensor forward(Tensor features) =>
        conv8.call(nn.functional.relu(conv7.call(nn.functional.relu(conv6.call(features)))));
}
