using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Platform.Trainer.Decoders;

/// <summary>Segmentation head of two dilated 3×3 convolutions and a 1×1, none with bias (dupl.md §1.3). (B,D,h,w) → (B,K,h,w).</summary>
public sealed class LargeFov : nn.Module<Tensor, Tensor>
{
#pragma warning disable IDE1006 // published parameter names
    readonly Conv2d conv6;
    readonly Conv2d conv7;
    readonly Conv2d conv8;
#pragma warning restore IDE1006

    /// <param name="dilation">5 as published; smaller for maps of a few cells, where 5 sees mostly padding.</param>
    public LargeFov(int dim, int classes, int width = 512, int dilation = 5) : base(nameof(LargeFov))
    {
        conv6 = nn.Conv2d(dim, width, kernel_size: 3, padding: dilation, dilation: dilation, bias: false);
        conv7 = nn.Conv2d(width, width, kernel_size: 3, padding: dilation, dilation: dilation, bias: false);
        conv8 = nn.Conv2d(width, classes, kernel_size: 1, bias: false);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) =>
        conv8.forward(nn.functional.relu(conv7.forward(nn.functional.relu(conv6.forward(input)))));
}
