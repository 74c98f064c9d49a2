using Platform.Trainer.Backbones;
using Platform.Trainer.Decoders;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Methods;

/// <summary>Sizes of what WeCLIP+ trains (refined-pseudo-label.md §4).</summary>
sealed record WeClipOptions
{
    /// <summary>K, background included.</summary>
    public required int Classes { get; init; }

    public int Width { get; init; } = 256;
    public int DecoderLayers { get; init; } = 3;
    public int DecoderHeads { get; init; } = 8;

    /// <summary>All of CLIP's hidden layers are fused (WeCLIP), not the last alone (WeCLIP+).</summary>
    public bool FuseAllLayers { get; init; }

    public double Dropout { get; init; } = 0.1;
}

/// <summary>What a pass gives. B images, K = C+1, maps of h × w cells, N = h·w.</summary>
/// <param name="Clip">(B,K,h,w) logits of the CLIP stream, 0 = background.</param>
/// <param name="Dino">(B,K,h,w) logits of the DINOv2 stream.</param>
/// <param name="Affinity">(B,N,N) in (0,1), how alike two cells' fused features are.</param>
/// <param name="Hidden">CLIP's own, for CAMs.</param>
sealed record WeClipOutput(Tensor Clip, Tensor Dino, Tensor Affinity, ClipHidden Hidden)
{
    /// <summary>Both streams' mean, (B,K,h,w).</summary>
    public Tensor Segmentation => (Clip + Dino) / 2;
}

/// <summary>
/// WeCLIP+: two fusion heads and one decoder over frozen CLIP and frozen DINOv2 (refined-pseudo-label.md §4). The encoders are loaded from
/// their own files: they are not among its parameters.
/// </summary>
sealed class WeClipNetwork : nn.Module<Tensor, WeClipOutput>
{
    readonly Clip _clip;
    readonly DinoV2 _dino;
    readonly WeClipOptions _options;
    readonly FeatureFusion _clipFusion;
    readonly FeatureFusion _dinoFusion;
    readonly WeClipDecoder _decoder;
    readonly int _dinoPatch;

    /// <param name="clip">Used, not owned.</param>
    /// <param name="dino">Used, not owned.</param>
    public WeClipNetwork(Clip clip, ClipConfig clipConfig, DinoV2 dino, DinoV2Config dinoConfig, WeClipOptions options)
        : base(nameof(WeClipNetwork))
    {
        (_clip, _dino, _options, _dinoPatch) = (clip, dino, options, dinoConfig.Patch);
        var layers = options.FuseAllLayers ? clipConfig.Layers - 1 : 1;
        _clipFusion = new FeatureFusion(clipConfig.Width, options.Width, layers, options.Dropout);
        _dinoFusion = new FeatureFusion(dinoConfig.Dim, options.Width, layers: 1, options.Dropout);
        _decoder = new WeClipDecoder(options.Classes, options.Width, options.DecoderLayers, options.DecoderHeads);
        // the published names
        register_module("decoder_fts_fuse", _clipFusion);
        register_module("dino_decoder_fts_fuse", _dinoFusion);
        register_module("decoder", _decoder);
    }

    /// <summary>Images (B,3,H,W), normalised for both encoders alike.</summary>
    public override WeClipOutput forward(Tensor input)
    {
        var hidden = _clip.Image.Hidden(input);
        var layers = _options.FuseAllLayers ? hidden.Tokens : [hidden.Tokens[^1]];
        var clip = _clipFusion.Fuse([.. layers.Select(tokens => ToMap(tokens[.., 1..], hidden.Grid))]);         // (B,E,h,w)
        var dino = _dinoFusion.Fuse([DinoMap(input)]);
        dino = Resize(dino, hidden.Grid.Rows, hidden.Grid.Columns);                                             // (B,E,h,w)
        var features = cat([clip, dino], 1).flatten(2);                                                         // (B,2E,N)
        var affinity = features.transpose(1, 2).bmm(features).sigmoid();                                        // (B,N,N)
        return new(_decoder.Run(clip).Logits, _decoder.Run(dino).Logits, affinity, hidden);
    }

    // the image is resized to whole patches first
    Tensor DinoMap(Tensor images)
    {
        using var none = no_grad();
        using var scope = NewDisposeScope();
        var whole = Resize(images, images.shape[2] / _dinoPatch * _dinoPatch, images.shape[3] / _dinoPatch * _dinoPatch);
        var tokens = _dino.forward(whole);
        return ToMap(tokens.Patches, tokens.Grid).MoveToOuterDisposeScope();
    }

    // (B,N,D) → (B,D,h,w)
    static Tensor ToMap(Tensor tokens, (long Rows, long Columns) grid) =>
        tokens.transpose(1, 2).reshape(tokens.shape[0], -1, grid.Rows, grid.Columns);

    static Tensor Resize(Tensor map, long height, long width) =>
        nn.functional.interpolate(map, [height, width], mode: InterpolationMode.Bilinear, align_corners: false);
}
