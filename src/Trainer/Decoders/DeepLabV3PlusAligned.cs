using Platform.Trainer.Backbones;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Platform.Trainer.Decoders;

/// <summary>What a pass gives: logits (B,K,H,W), the decoder's feature (B,E,H/4,W/4), layer4 (B,2048,H/8,W/8).</summary>
sealed record DeepLabOutput(Tensor Logits, Tensor Feature, Tensor Deep);

/// <summary>
/// DeepLabv3+ as Learning Pseudo Label has it, with its names (learning-pseudo-label.md §2): output stride 8, every resize with corners
/// aligned, a 3×3 shortcut.
/// </summary>
sealed class DeepLabV3PlusAligned : nn.Module<Tensor, DeepLabOutput>
{
#pragma warning disable IDE1006 // published parameter names
    readonly ResNet backbone;
    readonly AsppAligned aspp;
    readonly Sequential shortcut_conv;
    readonly Sequential cat_conv;
    readonly Conv2d cls_conv;
#pragma warning restore IDE1006

    public DeepLabV3PlusAligned(ResNetConfig resnet, int classes, int width = 256, int lowWidth = 48, bool global = true)
        : base(nameof(DeepLabV3PlusAligned))
    {
        backbone = new ResNet(resnet);
        aspp = new AsppAligned(ResNet.Channels, width, global);
        shortcut_conv = nn.Sequential(
            nn.Conv2d(ResNet.LowChannels, lowWidth, kernel_size: 3, padding: 1, bias: false), nn.BatchNorm2d(lowWidth), nn.ReLU());
        cat_conv = nn.Sequential(
            nn.Conv2d(width + lowWidth, width, kernel_size: 3, padding: 1, bias: false), nn.BatchNorm2d(width), nn.ReLU(),
            nn.Conv2d(width, width, kernel_size: 3, padding: 1, bias: false), nn.BatchNorm2d(width), nn.ReLU());
        cls_conv = nn.Conv2d(width, classes, kernel_size: 1);
        RegisterComponents();
    }

    public override DeepLabOutput forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var features = backbone.forward(input);
        var low = shortcut_conv.forward(features.C2);
        var pyramid = Resize(aspp.forward(features.C5), low.shape[2], low.shape[3]);
        var feature = cat_conv.forward(cat([pyramid, low], 1));
        var logits = Resize(cls_conv.forward(feature), input.shape[2], input.shape[3]);
        return new(logits.MoveToOuterDisposeScope(), feature.MoveToOuterDisposeScope(), features.C5.MoveToOuterDisposeScope());
    }

    static Tensor Resize(Tensor map, long height, long width) =>
        nn.functional.interpolate(map, [height, width], mode: InterpolationMode.Bilinear, align_corners: true);
}
