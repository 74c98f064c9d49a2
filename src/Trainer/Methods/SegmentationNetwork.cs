using Platform.Trainer.Backbones;
using Platform.Trainer.Cams;
using Platform.Trainer.Decoders;
using Platform.Trainer.Weights;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Platform.Trainer.Methods;

/// <summary>What one pass gives. B images, C classes, K = C+1, maps of h × w cells.</summary>
/// <param name="Tags">(B,C) image-level logits.</param>
/// <param name="AuxiliaryTags">(B,C) logits of the auxiliary classifier.</param>
/// <param name="Features">(B,D,h,w).</param>
/// <param name="Segmentation">(B,K,h,w) logits, 0 = background.</param>
public sealed record NetworkOutput(Tensor Tags, Tensor AuxiliaryTags, Tensor Features, Tensor Segmentation);

/// <summary>What a loss on class activation maps may change.</summary>
public enum CamGradient
{
    FeaturesAndClassifier,
    Features,
    Classifier,
    Nothing,
}

/// <summary>One student: encoder, two image classifiers over max-pooled features, segmentation head (dupl.md §1.1).</summary>
public sealed class SegmentationNetwork : nn.Module<Tensor, NetworkOutput>
{
#pragma warning disable IDE1006 // published parameter names
    readonly VisionTransformer encoder;
    readonly LargeFov decoder;
    readonly Conv2d classifier;
    readonly Conv2d aux_classifier;
    readonly PictureGuide? guide;
#pragma warning restore IDE1006

    /// <param name="classes">Foreground classes C.</param>
    public SegmentationNetwork(BackboneConfig backbone, DecoderConfig head, int classes) : base(nameof(SegmentationNetwork))
    {
        encoder = new VisionTransformer(backbone);
        decoder = new LargeFov(backbone.Dim, classes + 1, head.Width, head.Dilation);
        classifier = nn.Conv2d(backbone.Dim, classes, kernel_size: 1, bias: false);
        aux_classifier = nn.Conv2d(backbone.Dim, classes, kernel_size: 1, bias: false);
        if (head.GuideWidth > 0)
            guide = new PictureGuide(classes + 1, head.GuideWidth);
        RegisterComponents();
        if (backbone.Weights is { } weights)
            Pretrained = PretrainedWeights.Load(encoder, weights).ToString();
    }

    /// <summary>What the published weights matched, one line; null for a network that starts at random.</summary>
    public string? Pretrained { get; }

    public override NetworkOutput forward(Tensor input)
    {
        var (features, auxiliary) = encoder.forward(input);
        return Output(input, features, auxiliary);
    }

    /// <summary>A pass with the raw class activation maps (B,C,h,w) of both classifiers, through which a gradient flows.</summary>
    public (NetworkOutput Output, Tensor Cam, Tensor Auxiliary) ForwardWithCams(
        Tensor input, CamGradient gradient = CamGradient.FeaturesAndClassifier)
    {
        var (features, auxiliary) = encoder.forward(input);
        return (Output(input, features, auxiliary), Activate(features, classifier, gradient), Activate(auxiliary, aux_classifier, gradient));
    }

    /// <summary>Raw class activation maps (B,C,h,w) of both classifiers (§3.1). No gradient flows through them.</summary>
    public (Tensor Cam, Tensor Auxiliary) Cams(Tensor input)
    {
        using var none = no_grad();
        var (features, auxiliary) = encoder.forward(input);
        return (ClassActivation.Map(features, classifier.weight), ClassActivation.Map(auxiliary, aux_classifier.weight));
    }

    /// <summary>Multi-scale CAMs (B,C,H,W) of both classifiers as evaluation names them: "cam" and "cam-aux".</summary>
    public IEnumerable<(string Output, string Network, Tensor Cam)> NamedCams(string name, Tensor images, CamConfig config)
    {
        var (cam, auxiliary) = MultiScaleCam.Compute(Cams, images, config.Scales, config.Flip);
        return [("cam", name, cam), ("cam-aux", name, auxiliary)];
    }

    /// <summary>Image-level logits alone, (B,C), without gradient.</summary>
    public Tensor Classify(Tensor input)
    {
        using var none = no_grad();
        return ClassActivation.Scores(encoder.forward(input).Features, classifier.weight);
    }

    /// <summary>Segmentation logits alone, (B,K,h,w), without gradient.</summary>
    public Tensor Segment(Tensor input)
    {
        using var none = no_grad();
        return Decode(input, encoder.forward(input).Features);
    }

    /// <summary>Takes over another network's encoder weights.</summary>
    public void CopyEncoder(SegmentationNetwork other)
    {
        using var none = no_grad();
        foreach (var ((_, mine), (_, theirs)) in encoder.named_parameters().Zip(other.encoder.named_parameters()))
            mine.copy_(theirs);
    }

    NetworkOutput Output(Tensor input, Tensor features, Tensor auxiliary) => new(
        ClassActivation.Scores(features, classifier.weight), ClassActivation.Scores(auxiliary, aux_classifier.weight),
        features, Decode(input, features));

    Tensor Decode(Tensor input, Tensor features)
    {
        var logits = decoder.forward(features);
        return guide is null ? logits : guide.forward(input, logits);
    }

    static Tensor Activate(Tensor features, Conv2d classifier, CamGradient gradient) => ClassActivation.Map(
        gradient is CamGradient.FeaturesAndClassifier or CamGradient.Features ? features : features.detach(),
        gradient is CamGradient.FeaturesAndClassifier or CamGradient.Classifier ? classifier.weight : classifier.weight.detach());
}
