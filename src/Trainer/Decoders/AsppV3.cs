using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Platform.Trainer.Decoders;

/// <summary>
/// DeepLabv3's pyramid with RecurSeed's names: 1×1, three dilated 3×3, the mean over the map; all to E channels, joined by a 1×1
/// (recurseed-epm.md §2.2). (B,D,h,w) → (B,E,h,w).
/// </summary>
sealed class AsppV3 : nn.Module<Tensor, Tensor>
{
#pragma warning disable IDE1006 // published parameter names
    readonly ConvBlock aspp1;
    readonly ConvBlock aspp2;
    readonly ConvBlock aspp3;
    readonly ConvBlock aspp4;
    readonly Sequential global_avg_pool;
    readonly Sequential block;
#pragma warning restore IDE1006

    public AsppV3(int channels, int width = 256, int outputStride = 16) : base(nameof(AsppV3))
    {
        var step = outputStride == 8 ? 12 : 6;
        aspp1 = new ConvBlock(channels, width, kernel: 1);
        aspp2 = new ConvBlock(channels, width, kernel: 3, dilation: step);
        aspp3 = new ConvBlock(channels, width, kernel: 3, dilation: 2 * step);
        aspp4 = new ConvBlock(channels, width, kernel: 3, dilation: 3 * step);
        global_avg_pool = nn.Sequential(nn.AdaptiveAvgPool2d(1), new ConvBlock(channels, width, kernel: 1));
        block = nn.Sequential(new ConvBlock(5 * width, width, kernel: 1), nn.Dropout(0.5));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var pooled = global_avg_pool.forward(input).expand(-1, -1, input.shape[2], input.shape[3]);
        var all = cat([aspp1.forward(input), aspp2.forward(input), aspp3.forward(input), aspp4.forward(input), pooled], 1);
        return block.forward(all).MoveToOuterDisposeScope();
    }
}

/// <summary>Convolution without bias, batch normalisation, ReLU; the size stays.</summary>
sealed class ConvBlock : nn.Module<Tensor, Tensor>
{
#pragma warning disable IDE1006 // published parameter names
    readonly Conv2d conv;
    readonly BatchNorm2d bn;
#pragma warning restore IDE1006

    public ConvBlock(int channels, int width, int kernel, int dilation = 1) : base(nameof(ConvBlock))
    {
        conv = nn.Conv2d(channels, width, kernel_size: kernel, padding: kernel / 2 * dilation, dilation: dilation, bias: false);
        bn = nn.BatchNorm2d(width);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => nn.functional.relu(bn.forward(conv.forward(input)));
}
