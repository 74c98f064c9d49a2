using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Platform.Trainer.Backbones;

/// <summary>CLIP's text transformer with OpenAI's parameter names; causal, read at the end token (refined-pseudo-label.md §2.4).</summary>
sealed class ClipText : nn.Module
{
    /// <summary>The prompt that WeCLIP makes of a class name.</summary>
    public const string Prompt = "a clean origami {}.";

#pragma warning disable IDE1006 // published parameter names
    readonly Embedding token_embedding;
    readonly Parameter positional_embedding;
    readonly ClipTransformer transformer;
    readonly LayerNorm ln_final;
    readonly Parameter text_projection;
#pragma warning restore IDE1006

    public ClipText(ClipConfig config) : base(nameof(ClipText))
    {
        token_embedding = nn.Embedding(config.Vocabulary, config.TextWidth);
        positional_embedding = nn.Parameter(randn(config.ContextLength, config.TextWidth) * 0.01);
        transformer = new ClipTransformer(config.TextWidth, config.TextLayers, config.TextHeads);
        ln_final = nn.LayerNorm(config.TextWidth);
        text_projection = nn.Parameter(randn(config.TextWidth, config.EmbeddingDim) / Math.Sqrt(config.TextWidth));
        RegisterComponents();
    }

    /// <summary>Token ids (K,77) int64 → features (K,E), of no particular length, without gradient.</summary>
    public Tensor Encode(Tensor tokens)
    {
        using var none = no_grad();
        using var scope = NewDisposeScope();
        var length = tokens.shape[1];
        var causal = full(length, length, double.NegativeInfinity, ScalarType.Float32, tokens.device).triu(1);
        var x = token_embedding.forward(tokens) + positional_embedding[..(int)length];          // (K,77,W)
        x = ln_final.forward(transformer.Run(x, causal).Tokens);
        var end = tokens.argmax(-1).reshape(-1, 1, 1).expand(-1, 1, x.shape[2]);                // the end token has the largest id
        return x.gather(1, end).squeeze(1).matmul(text_projection).MoveToOuterDisposeScope();
    }

    /// <summary>One unit vector a name, (K,E): the prompts' tokens (K,77), one prompt a name.</summary>
    public Tensor Classifier(Tensor tokens) => nn.functional.normalize(Encode(tokens), dim: -1);

    /// <summary>Unit vectors (K,E) of names in <see cref="Prompt"/>.</summary>
    public Tensor Classifier(ClipTokenizer tokenizer, IReadOnlyList<string> names)
    {
        using var scope = NewDisposeScope();
        var tokens = tokenizer.Tokenize([.. names.Select(name => Prompt.Replace("{}", name))]);
        return Classifier(tensor(tokens, [names.Count, ClipTokenizer.ContextLength]).to(positional_embedding.device)).MoveToOuterDisposeScope();
    }
}
