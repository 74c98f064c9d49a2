using Platform.Trainer.Backbones;
using Platform.Trainer.Cams;
using Platform.Trainer.Decoders;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Platform.Trainer.Methods;

/// <summary>
/// One student: encoder, two image-level classifiers whose weights also give the CAMs, and a segmentation head. Parameter names are
/// those of one branch of DuPL's published checkpoints.
/// </summary>
sealed class SegmentationNetwork : nn.Module
{
    // published parameter names
    readonly VisionTransformer encoder;
    readonly LargeFov decoder;
    readonly Conv2d classifier;
    readonly Conv2d aux_classifier;

    /// <param name="classes">Foreground classes C; the segmentation head has K = C + 1.</param>
    public SegmentationNetwork(TrainingConfig config, int classes) : base(nameof(SegmentationNetwork))
    {
        encoder = new VisionTransformer(config.Backbone, config.Dataset.CropSize);
        decoder = new LargeFov(config.Backbone.Dim, classes + 1, config.Decoder);
        classifier = nn.Conv2d(config.Backbone.Dim, classes, kernel_size: 1, bias: false);
        aux_classifier = nn.Conv2d(config.Backbone.Dim, classes, kernel_size: 1, bias: false);
        RegisterComponents();
        if (config.Backbone.Weights is { } weights)
            PretrainedWeights.Load(encoder, weights);
    }

    /// <summary>(B,3,H,W) to the feature maps that everything else starts from.</summary>
    public FeatureMaps Features(Tensor images)
    {
        var features = encoder.call(images);
        return new FeatureMaps(features.PatchMap, features.AuxiliaryMap);
    }

    /// <summary>Image-level logits (B,C): classifier of the global maximum of each channel.</summary>
    public Tensor Classify(FeatureMaps maps) => Pooled(classifier, maps.Main);

    /// <summary>The same from the auxiliary features.</summary>
    public Tensor ClassifyAuxiliary(FeatureMaps maps) => Pooled(aux_classifier, maps.Auxiliary);

    /// <summary>Segmentation logits (B,K,h,w)</summary>
    public Tensor Segment(FeatureMaps maps) => decoder.call(maps.Main);

    /// <summary>Raw CAMs (B,C,h,w); nothing learns through them.</summary>
    public CamPair RawCams(FeatureMaps maps)
    {
        using var _ = no_grad();
        return new CamPair(classifier.call(maps.Main), aux_classifier.call(maps.Auxiliary));
    }

    /// <summary>CAMs (B,C,H,W) between 0 and 1, at several scales.</summary>
    public CamPair Cams(Tensor images, CamConfig config) =>
        MultiScaleCam.Of(scaled => RawCams(Features(scaled)), images, config.Scales, config.Flip);

    static Tensor Pooled(Conv2d head, Tensor map) => head.call(map.amax([2, 3], keepdim: true)).flatten(1);
}

/// <summary>Final and auxiliary features of a batch, each (B,D,h,w).</summary>
sealed record FeatureMaps(Tensor Main, Tensor Auxiliary);
