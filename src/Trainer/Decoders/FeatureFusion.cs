using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Platform.Trainer.Decoders;

/// <summary>
/// WeCLIP's fusion head, SegFormerHead in its code: a small MLP over the cells of each layer, all results through one 1×1 convolution
/// (refined-pseudo-label.md §4). L layers of (B,C,h,w) → (B,E,h,w).
/// </summary>
sealed class FeatureFusion : nn.Module
{
#pragma warning disable IDE1006 // published parameter names
    readonly ModuleList<FusionLayer> linears_modulelist;
    readonly Conv2d linear_fuse;
#pragma warning restore IDE1006
    readonly double _dropout;

    public FeatureFusion(int channels, int width = 256, int layers = 1, double dropout = 0.1) : base(nameof(FeatureFusion))
    {
        linears_modulelist = nn.ModuleList(Enumerable.Range(0, layers).Select(_ => new FusionLayer(channels, width)).ToArray());
        linear_fuse = nn.Conv2d(width * layers, width, kernel_size: 1);
        _dropout = dropout;
        RegisterComponents();
    }

    public Tensor Fuse(params IReadOnlyList<Tensor> maps)
    {
        using var scope = NewDisposeScope();
        var mapped = maps.Select((map, i) => Mapped(map, linears_modulelist[i])).ToArray();
        var fused = linear_fuse.forward(mapped.Length == 1 ? mapped[0] : cat(mapped, 1));
        return DropChannels(fused).MoveToOuterDisposeScope();
    }

    // drop-out of whole channels
    Tensor DropChannels(Tensor map) =>
        training && _dropout > 0 ? map * nn.functional.dropout(ones_like(map[.., .., ..1, ..1]), _dropout) : map;

    static Tensor Mapped(Tensor map, FusionLayer layer) =>
        layer.forward(map.flatten(2).transpose(1, 2)).transpose(1, 2).reshape(map.shape[0], -1, map.shape[2], map.shape[3]);
}

/// <summary>Linear, ReLU, Linear.</summary>
sealed class FusionLayer : nn.Module<Tensor, Tensor>
{
#pragma warning disable IDE1006 // published parameter names
    readonly Linear proj;
    readonly Linear proj_2;
#pragma warning restore IDE1006

    public FusionLayer(int channels, int width) : base(nameof(FusionLayer))
    {
        proj = nn.Linear(channels, width);
        proj_2 = nn.Linear(width, width);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => proj_2.forward(nn.functional.relu(proj.forward(input)));
}
