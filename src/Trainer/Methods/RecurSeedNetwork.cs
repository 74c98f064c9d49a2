using Platform.Trainer.Backbones;
using Platform.Trainer.Decoders;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Platform.Trainer.Methods;

/// <summary>What a pass gives. B images, C classes, strides 16 (or 8) and 4.</summary>
/// <param name="Cams">(B,C,h,w), raw.</param>
/// <param name="Tags">(B,C) image-level logits: the maps' means.</param>
/// <param name="Segmentation">(B,C+1,H/4,W/4) logits, 0 = background.</param>
sealed record RecurSeedOutput(Tensor Cams, Tensor Tags, Tensor Segmentation, ResNetFeatures Features);

/// <summary>RecurSeed's single-stage network, RSEPM in its code: a CAM head and a DeepLabv3+ decoder on one ResNet (recurseed-epm.md §2.2).</summary>
sealed class RecurSeedNetwork : nn.Module<Tensor, RecurSeedOutput>
{
#pragma warning disable IDE1006 // published parameter names
    readonly ResNet model;
    readonly Conv2d classifier;
    readonly AsppV3 aspp;
    readonly DeepLabV3PlusDecoder decoder;
#pragma warning restore IDE1006

    /// <param name="classes">Foreground classes C.</param>
    public RecurSeedNetwork(ResNetConfig backbone, int classes, int width = 256) : base(nameof(RecurSeedNetwork))
    {
        model = new ResNet(backbone);
        classifier = nn.Conv2d(ResNet.Channels, classes, kernel_size: 1, bias: false);
        aspp = new AsppV3(ResNet.Channels, width, backbone.OutputStride);
        decoder = new DeepLabV3PlusDecoder(ResNet.LowChannels, width, classes + 1, lowWidth: width);
        RegisterComponents();
    }

    public override RecurSeedOutput forward(Tensor input)
    {
        var features = model.forward(input);
        var cams = classifier.forward(features.C5);
        return new(cams, cams.mean([2, 3]), decoder.Decode(aspp.forward(features.C5), features.C2), features);
    }
}
