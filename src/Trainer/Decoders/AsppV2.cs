using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Platform.Trainer.Decoders;

/// <summary>DeepLabv2's head: the sum of four dilated 3×3 classifiers. (B,D,h,w) → (B,K,h,w).</summary>
sealed class AsppV2 : nn.Module<Tensor, Tensor>
{
    static readonly int[] s_dilations = [6, 12, 18, 24];

    readonly Conv2d[] _branches;

    /// <param name="prefix">Of the published names: RecurSeed's are aspp1 … aspp4, DuPL's c0 … c3.</param>
    public AsppV2(int channels, int classes, string prefix = "aspp", int first = 1, int[]? dilations = null) : base(nameof(AsppV2))
    {
        _branches = Array.ConvertAll(dilations ?? s_dilations, d => nn.Conv2d(channels, classes, kernel_size: 3, padding: d, dilation: d));
        for (var i = 0; i < _branches.Length; i++)
            register_module($"{prefix}{first + i}", _branches[i]);
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return _branches.Select(branch => branch.forward(input)).Aggregate((sum, term) => sum + term).MoveToOuterDisposeScope();
    }
}
