using Platform.Contracts;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Platform.Trainer.Backbones;

/// <summary>Which ResNet, and how its last stages keep their resolution.</summary>
sealed record ResNetConfig
{
    /// <summary>50 or 101.</summary>
    public int Layers { get; init; } = 50;

    /// <summary>16: layer4 is neither strided nor dilated; 8: layer3 and layer4 are dilated by 2 and 4 instead of strided.</summary>
    public int OutputStride { get; init; } = 16;

    /// <summary>Three 3×3 convolutions instead of one 7×7: the "resnet50s" weights, which torchvision's do not fit.</summary>
    public bool DeepStem { get; init; }

    /// <summary>The first block of a dilated stage takes half its dilation (learning-pseudo-label.md §2), not 1 (recurseed-epm.md §2.1).</summary>
    public bool HalvedFirstDilation { get; init; }

    /// <summary>The blocks of layer4 are dilated by 3, 4, 5.</summary>
    public bool MultiGrid { get; init; }
}

/// <summary>Feature maps: C1 after max-pooling (64 or 128, H/4), C2 … C5 after layer1 … layer4 (256, H/4; 512, H/8; 1024; 2048).</summary>
sealed record ResNetFeatures(Tensor C1, Tensor C2, Tensor C3, Tensor C4, Tensor C5);

/// <summary>ResNet-50 and -101 for dense prediction, with torchvision's parameter names but for the classifier, which is not there.</summary>
sealed class ResNet : nn.Module<Tensor, ResNetFeatures>
{
    public const int Channels = 2048;
    public const int LowChannels = 256;

#pragma warning disable IDE1006 // published parameter names
    readonly nn.Module<Tensor, Tensor> conv1;
    readonly BatchNorm2d bn1;
    readonly Sequential layer1;
    readonly Sequential layer2;
    readonly Sequential layer3;
    readonly Sequential layer4;
#pragma warning restore IDE1006

    public ResNet(ResNetConfig config) : base(nameof(ResNet))
    {
        if (config.OutputStride is not (8 or 16))
            throw new UserErrorException($"backbone.outputStride is {config.OutputStride}; a ResNet takes 8 or 16");
        int[] counts = config.Layers switch
        {
            50 => [3, 4, 6, 3],
            101 => [3, 4, 23, 3],
            _ => throw new UserErrorException($"backbone.layers is {config.Layers}; a ResNet has 50 or 101"),
        };
        var stem = config.DeepStem ? 128 : 64;
        var dense = config.OutputStride == 8;
        conv1 = config.DeepStem ? DeepStem() : nn.Conv2d(3, 64, kernel_size: 7, stride: 2, padding: 3, bias: false);
        bn1 = nn.BatchNorm2d(stem);
        layer1 = Stage(stem, 64, counts[0], 1, _ => 1);
        layer2 = Stage(256, 128, counts[1], 2, _ => 1);
        layer3 = Stage(512, 256, counts[2], dense ? 1 : 2, Dilations(config, dense ? 2 : 1));
        layer4 = Stage(1024, 512, counts[3], 1, config.MultiGrid ? block => 3 + block : Dilations(config, dense ? 4 : 1));
        RegisterComponents();
    }

    /// <summary>Normalised images (B,3,H,W).</summary>
    public override ResNetFeatures forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var c1 = nn.functional.max_pool2d(nn.functional.relu(bn1.forward(conv1.forward(input))), 3, stride: 2, padding: 1);
        var c2 = layer1.forward(c1);
        var c3 = layer2.forward(c2);
        var c4 = layer3.forward(c3);
        var c5 = layer4.forward(c4);
        return new(
            c1.MoveToOuterDisposeScope(), c2.MoveToOuterDisposeScope(), c3.MoveToOuterDisposeScope(), c4.MoveToOuterDisposeScope(),
            c5.MoveToOuterDisposeScope());
    }

    static Func<int, int> Dilations(ResNetConfig config, int stage) =>
        block => block > 0 ? stage : config.HalvedFirstDilation ? Math.Max(1, stage / 2) : 1;

    static Sequential Stage(int channels, int width, int count, int stride, Func<int, int> dilation) =>
        nn.Sequential(Enumerable.Range(0, count).Select(nn.Module<Tensor, Tensor> (block) => block == 0
            ? new Bottleneck(channels, width, stride, dilation(0), shortcut: true)
            : new Bottleneck(4 * width, width, 1, dilation(block), shortcut: false)));

    // its last normalisation is bn1
    static Sequential DeepStem() => nn.Sequential(
        nn.Conv2d(3, 64, kernel_size: 3, stride: 2, padding: 1, bias: false), nn.BatchNorm2d(64), nn.ReLU(),
        nn.Conv2d(64, 64, kernel_size: 3, padding: 1, bias: false), nn.BatchNorm2d(64), nn.ReLU(),
        nn.Conv2d(64, 128, kernel_size: 3, padding: 1, bias: false));
}

/// <summary>1×1, 3×3 with the stride and dilation, 1×1 to four times the width; each with batch normalisation; added to the input.</summary>
sealed class Bottleneck : nn.Module<Tensor, Tensor>
{
#pragma warning disable IDE1006 // published parameter names
    readonly Conv2d conv1;
    readonly BatchNorm2d bn1;
    readonly Conv2d conv2;
    readonly BatchNorm2d bn2;
    readonly Conv2d conv3;
    readonly BatchNorm2d bn3;
    readonly Sequential? downsample;
#pragma warning restore IDE1006

    /// <param name="shortcut">The input goes through a convolution too, since its channels or size change.</param>
    public Bottleneck(int channels, int width, int stride, int dilation, bool shortcut) : base(nameof(Bottleneck))
    {
        conv1 = nn.Conv2d(channels, width, kernel_size: 1, bias: false);
        bn1 = nn.BatchNorm2d(width);
        conv2 = nn.Conv2d(width, width, kernel_size: 3, stride: stride, padding: dilation, dilation: dilation, bias: false);
        bn2 = nn.BatchNorm2d(width);
        conv3 = nn.Conv2d(width, 4 * width, kernel_size: 1, bias: false);
        bn3 = nn.BatchNorm2d(4 * width);
        downsample = shortcut
            ? nn.Sequential(nn.Conv2d(channels, 4 * width, kernel_size: 1, stride: stride, bias: false), nn.BatchNorm2d(4 * width))
            : null;
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope(); // what autograd does not keep dies with the block
        var x = nn.functional.relu(bn1.forward(conv1.forward(input)));
        x = nn.functional.relu(bn2.forward(conv2.forward(x)));
        x = bn3.forward(conv3.forward(x)) + (downsample?.forward(input) ?? input);
        return nn.functional.relu(x).MoveToOuterDisposeScope();
    }
}
