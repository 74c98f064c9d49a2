using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Platform.Trainer.Decoders;

/// <summary>
/// DeepLabv3's pyramid with the names of Learning Pseudo Label (learning-pseudo-label.md §2): 1×1, 3×3 dilated by 6, 12 and 18, and as an
/// option the mean over the map. (B,D,h,w) → (B,E,h,w).
/// </summary>
sealed class AsppAligned : nn.Module<Tensor, Tensor>
{
    static readonly int[] s_rates = [0, 6, 12, 18];

#pragma warning disable IDE1006 // published parameter names
    readonly Sequential branch1;
    readonly Sequential branch2;
    readonly Sequential branch3;
    readonly Sequential branch4;
    readonly Conv2d? branch5_conv;
    readonly BatchNorm2d? branch5_bn;
    readonly Sequential conv_cat;
#pragma warning restore IDE1006

    /// <param name="rates">Of the four branches, 0 standing for 1×1; null: the published ones.</param>
    public AsppAligned(int channels, int width = 256, bool global = true, double dropout = 0.5, int[]? rates = null) : base(nameof(AsppAligned))
    {
        rates ??= s_rates;
        branch1 = Branch(channels, width, dilation: rates[0]);
        branch2 = Branch(channels, width, dilation: rates[1]);
        branch3 = Branch(channels, width, dilation: rates[2]);
        branch4 = Branch(channels, width, dilation: rates[3]);
        branch5_conv = global ? nn.Conv2d(channels, width, kernel_size: 1, bias: false) : null;
        branch5_bn = global ? nn.BatchNorm2d(width) : null;
        conv_cat = nn.Sequential(
            nn.Conv2d((global ? 5 : 4) * width, width, kernel_size: 1, bias: !global), nn.BatchNorm2d(width), nn.ReLU(), nn.Dropout(dropout));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        List<Tensor> branches = [branch1.forward(input), branch2.forward(input), branch3.forward(input), branch4.forward(input)];
        if (branch5_conv is not null && branch5_bn is not null)
        {
            var pooled = nn.functional.relu(branch5_bn.forward(branch5_conv.forward(input.mean([2, 3], keepdim: true))));
            branches.Add(pooled.expand(-1, -1, input.shape[2], input.shape[3]));
        }
        return conv_cat.forward(cat(branches, 1)).MoveToOuterDisposeScope();
    }

    // dilation 0 stands for 1×1
    static Sequential Branch(int channels, int width, int dilation) => nn.Sequential(
        nn.Conv2d(channels, width, kernel_size: dilation == 0 ? 1 : 3, padding: dilation, dilation: Math.Max(1, dilation), bias: false),
        nn.BatchNorm2d(width),
        nn.ReLU());
}
