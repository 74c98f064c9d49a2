using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Platform.Trainer.Backbones;

/// <summary>The two-layer perceptron of a ViT block: four times as wide inside, exact (erf) GELU.</summary>
sealed class Mlp : nn.Module<Tensor, Tensor>
{
    // published parameter names
    readonly Linear fc1;
    readonly Linear fc2;

    public Mlp(int dim) : base(nameof(Mlp))
    {
        fc1 = nn.Linear(dim, 4 * dim);
        fc2 = nn.Linear(4 * dim, dim);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => fc2.call(nn.functional.gelu(fc1.call(x)));
}
