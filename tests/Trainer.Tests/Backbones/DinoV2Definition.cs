using Platform.Trainer.Backbones;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Tests.Backbones;

/// <summary>DINOv2 with registers once more, from the definition, token by token and head by head, in double precision.</summary>
static class DinoV2Definition
{
    public static (Tensor Raw, Tensor Normalised) Forward(Dictionary<string, Tensor> published, Tensor image, DinoV2Config config)
    {
        var state = published.ToDictionary(p => p.Key, p => p.Value.to(ScalarType.Float64));
        var (raw, normalised) = (new List<Tensor>(), new List<Tensor>());
        for (var b = 0; b < image.shape[0]; b++)
        {
            var tokens = Tokens(state, image[b].to(ScalarType.Float64), config);
            for (var block = 0; block < config.Depth; block++)
            {
                var at = $"blocks.{block}.";
                tokens = tokens + Attention(state, at, Norm(state, at + "norm1", tokens), config.Heads) * state[at + "ls1.gamma"];
                var hidden = Linear(state, at + "mlp.fc1", Norm(state, at + "norm2", tokens));
                hidden = hidden * 0.5 * (1 + (hidden / Math.Sqrt(2)).erf());
                tokens = tokens + Linear(state, at + "mlp.fc2", hidden) * state[at + "ls2.gamma"];
            }
            raw.Add(tokens);
            normalised.Add(Norm(state, "norm", tokens));
        }
        return (stack([.. raw]).to(ScalarType.Float32), stack([.. normalised]).to(ScalarType.Float32));
    }

    // class, registers, patches row by row; registers have no position
    static Tensor Tokens(Dictionary<string, Tensor> state, Tensor image, DinoV2Config config)
    {
        var (rows, columns) = ((int)image.shape[1] / config.Patch, (int)image.shape[2] / config.Patch);
        var (kernel, bias) = (state["patch_embed.proj.weight"].flatten(1), state["patch_embed.proj.bias"]);
        var positions = Positions(state["pos_embed"][0, 1..].to(ScalarType.Float32), rows, columns, config).to(ScalarType.Float64);
        var tokens = new List<Tensor> { state["cls_token"][0, 0] + state["pos_embed"][0, 0] };
        tokens.AddRange(state["register_tokens"][0].unbind(0));
        for (var y = 0; y < rows; y++)
            for (var x = 0; x < columns; x++)
            {
                var patch = image.narrow(1, y * config.Patch, config.Patch).narrow(2, x * config.Patch, config.Patch).flatten();
                tokens.Add(matmul(kernel, patch) + bias + positions[y * columns + x]);
            }
        return stack([.. tokens]);
    }

    // to size and smoothed, as the registers' weights were published; one channel after the other
    static Tensor Positions(Tensor positions, int rows, int columns, DinoV2Config config)
    {
        if (rows == config.Grid && columns == config.Grid)
            return positions;
        var channels = Enumerable.Range(0, config.Dim).Select(d => nn.functional.interpolate(
            positions[.., d].reshape(1, 1, config.Grid, config.Grid), [rows, columns], mode: InterpolationMode.Bicubic,
            align_corners: false, antialias: true).flatten());
        return stack([.. channels], 1);
    }

    static Tensor Attention(Dictionary<string, Tensor> state, string at, Tensor tokens, int heads)
    {
        var (all, dim) = (Linear(state, at + "attn.qkv", tokens), tokens.shape[1]);
        var size = dim / heads;
        var outputs = new List<Tensor>();
        for (var head = 0; head < heads; head++)
        {
            var (query, key, value) = (Part(0), Part(1), Part(2));
            outputs.Add(matmul((matmul(query, key.t()) / Math.Sqrt(size)).softmax(1), value));

            Tensor Part(int which) => all.narrow(1, which * dim + head * size, size);
        }
        return Linear(state, at + "attn.proj", cat([.. outputs], 1));
    }

    static Tensor Linear(Dictionary<string, Tensor> state, string name, Tensor x) => matmul(x, state[name + ".weight"].t()) + state[name + ".bias"];

    static Tensor Norm(Dictionary<string, Tensor> state, string name, Tensor x)
    {
        var centred = x - x.mean([1], keepdim: true);
        return centred / (centred.square().mean([1], keepdim: true) + 1e-6).sqrt() * state[name + ".weight"] + state[name + ".bias"];
    }
}
