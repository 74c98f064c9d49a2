using Platform.Trainer.Backbones;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Decoders;

/// <summary>DeepLabv2 with the names of RecurSeed's multi-stage network (recurseed-epm.md §2.3): the published one is ResNet-101 at stride 8.</summary>
sealed class DeepLabV2 : nn.Module<Tensor, Tensor>
{
#pragma warning disable IDE1006 // published parameter names
    readonly ResNet model;
    readonly AsppV2 aspp;
#pragma warning restore IDE1006

    public DeepLabV2(ResNetConfig backbone, int classes) : base(nameof(DeepLabV2))
    {
        model = new ResNet(backbone);
        aspp = new AsppV2(ResNet.Channels, classes);
        RegisterComponents();
    }

    /// <summary>Normalised images (B,3,H,W) → logits (B,K,H,W).</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var logits = aspp.forward(model.forward(input).C5);                                    // (B,K,h,w)
        return nn.functional.interpolate(
            logits, [input.shape[2], input.shape[3]], mode: InterpolationMode.Bilinear, align_corners: false).MoveToOuterDisposeScope();
    }
}
