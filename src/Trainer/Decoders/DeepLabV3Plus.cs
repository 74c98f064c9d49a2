using Platform.Trainer.Backbones;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Platform.Trainer.Decoders;

/// <summary>DeepLabv3+ with the names of RecurSeed's multi-stage network (recurseed-epm.md §2.3).</summary>
sealed class DeepLabV3Plus : nn.Module<Tensor, Tensor>
{
#pragma warning disable IDE1006 // published parameter names
    readonly ResNet model;
    readonly AsppV3 aspp;
    readonly DeepLabV3PlusDecoder decoder;
#pragma warning restore IDE1006

    public DeepLabV3Plus(ResNetConfig backbone, int classes, int width = 256, int lowWidth = 48) : base(nameof(DeepLabV3Plus))
    {
        model = new ResNet(backbone);
        aspp = new AsppV3(ResNet.Channels, width, backbone.OutputStride);
        decoder = new DeepLabV3PlusDecoder(ResNet.LowChannels, width, classes, lowWidth);
        RegisterComponents();
    }

    /// <summary>Normalised images (B,3,H,W) → logits (B,K,H,W).</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var features = model.forward(input);
        var logits = decoder.Decode(aspp.forward(features.C5), features.C2);                   // (B,K,H/4,W/4)
        return nn.functional.interpolate(
            logits, [input.shape[2], input.shape[3]], mode: InterpolationMode.Bilinear, align_corners: false).MoveToOuterDisposeScope();
    }
}

/// <summary>The pyramid's map, resized, beside a low-level map; two 3×3 blocks and a 3×3 classifier without bias (§2.2).</summary>
sealed class DeepLabV3PlusDecoder : nn.Module
{
#pragma warning disable IDE1006 // published parameter names
    readonly ConvBlock low_block;
    readonly Sequential classifier;
#pragma warning restore IDE1006

    public DeepLabV3PlusDecoder(int lowChannels, int width, int classes, int lowWidth = 48) : base(nameof(DeepLabV3PlusDecoder))
    {
        low_block = new ConvBlock(lowChannels, lowWidth, kernel: 1);
        classifier = nn.Sequential(
            new ConvBlock(width + lowWidth, width, kernel: 3), nn.Dropout(0.5),
            new ConvBlock(width, width, kernel: 3), nn.Dropout(0.1),
            nn.Conv2d(width, classes, kernel_size: 3, padding: 1, bias: false));
        RegisterComponents();
    }

    /// <summary>(B,E,·,·) and (B,L,h,w) → logits (B,K,h,w).</summary>
    public Tensor Decode(Tensor map, Tensor low)
    {
        using var scope = NewDisposeScope();
        var detail = low_block.forward(low);
        var resized = nn.functional.interpolate(
            map, [detail.shape[2], detail.shape[3]], mode: InterpolationMode.Bilinear, align_corners: false);
        return classifier.forward(cat([resized, detail], 1)).MoveToOuterDisposeScope();
    }
}
