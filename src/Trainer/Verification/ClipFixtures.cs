using System.Text.Json;
using Platform.Trainer.Backbones;
using Platform.Trainer.Cams;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Verification;

/// <summary>Fixtures of frozen CLIP and DINOv2 (goldens/README-2.md).</summary>
static class ClipFixtures
{
    public static readonly (string, FixtureRule)[] Rules =
    [
        ("weclip_clip_vit", Image),
        ("weclip_text_encoder", Text),
        ("weclip_text_tokens", Tokens),
        ("weclip_gradcam", SoftmaxGradCam),
        ("weclip_posemb", Positions),
        ("weclip_dinov2", Dino),
    ];

    /// <summary>The CLIP a fixture is about: procedural weights of the sizes in its note, or the weights it holds.</summary>
    public static Clip OpenClip(Fixture fixture)
    {
        var clip = new Clip(ClipConfiguration(fixture));
        if (fixture.Has("visual.conv1.weight"))
        {
            fixture.LoadInto(clip.Image, "visual.");
            clip.state_dict()["logit_scale"].fill_(fixture.Float("logit_scale")); // stored with one dimension, published with none
        }
        else
            ProceduralWeights.Fill(clip);
        clip.to(fixture.Device);
        return clip;
    }

    public static ClipConfig ClipConfiguration(Fixture fixture)
    {
        const string Note = "clip";
        var stored = fixture.Has("visual.conv1.weight");
        var patch = stored ? (int)fixture.Shape("visual.conv1.weight")[2] : fixture.Whole(Note, 16, "patch", "vision_patch_size");
        var layers = stored ? HeadFixtures.Count(fixture, @"^visual\.transformer\.resblocks\.(\d+)\.") : fixture.Whole(Note, 4, "vision_layers", "layers");
        return new()
        {
            Patch = patch,
            Layers = layers,
            Width = stored ? (int)fixture.Shape("visual.conv1.weight")[0] : fixture.Whole(Note, 128, "vision_width", "width"),
            Grid = stored ? (int)Math.Sqrt(fixture.Shape("visual.positional_embedding")[0] - 1) : fixture.Whole(Note, 64, "image_resolution", "resolution") / patch,
            EmbeddingDim = stored ? (int)fixture.Shape("visual.proj")[1] : fixture.Whole(Note, 32, "embed_dim", "embed"),
            ContextLength = fixture.Whole(Note, 77, "context", "context_length"),
            Vocabulary = fixture.Whole(Note, 49408, "vocab", "vocab_size"),
            TextWidth = fixture.Whole(Note, 64, "text_width"),
            TextHeads = fixture.Whole(Note, 1, "text_heads"),
            TextLayers = fixture.Whole(Note, 2, "text_layers"),
            LogitScaleDivisor = layers == ClipConfig.L14.Layers ? ClipConfig.L14.LogitScaleDivisor : 1,
        };
    }

    /// <summary>A DINOv2 with procedural weights of the sizes in the fixture's note.</summary>
    public static DinoV2 OpenDino(Fixture fixture)
    {
        var dino = new DinoV2(DinoConfiguration(fixture));
        ProceduralWeights.Fill(dino);
        dino.to(fixture.Device);
        return dino;
    }

    public static DinoV2Config DinoConfiguration(Fixture fixture)
    {
        const string Note = "dino";
        var patch = fixture.Whole(Note, 14, "patch", "patch_size");
        return new()
        {
            Patch = patch,
            Grid = fixture.Whole(Note, 70, "img_size") / patch,
            Dim = fixture.Whole(Note, 48, "dim", "embed_dim"),
            Depth = fixture.Whole(Note, 2, "depth"),
            Heads = fixture.Whole(Note, 3, "heads", "num_heads"),
            Registers = fixture.Whole(Note, 0, "registers", "num_register_tokens", "register_tokens", "reg"),
            PositionOffset = fixture.Number(Note, 0.1, "offset", "interpolate_offset"),
            PositionAntialias = fixture.Number(Note, 0, "antialias", "interpolate_antialias") != 0,
        };
    }

    static void Image(Fixture fixture, FixtureReport report)
    {
        using var clip = OpenClip(fixture);
        var hidden = clip.Image.Hidden(fixture.Tensor("x"));
        foreach (var i in fixture.Numbered("hidden"))
            report.Near($"hidden{i}", hidden.Tokens[i].transpose(0, 1), 1e-4);
        foreach (var i in fixture.Numbered("attn"))
            report.Near($"attn{i}", hidden.Attention[i], 1e-4);
        using var none = no_grad();
        var last = hidden.Tokens[^1];
        var (scores, attention) = clip.Score(last, clip.Image.LastBlock.Normalise(last), fixture.Tensor("text_features"));
        report.Near("logits_softmax", scores, 1e-4);
        report.Near("attn_last", attention, 1e-4);
    }

    static void Text(Fixture fixture, FixtureReport report)
    {
        using var text = new ClipText(ClipConfiguration(fixture));
        ProceduralWeights.Fill(text);
        text.to(fixture.Device);
        var tokens = fixture.Tensor("tokens");
        report.Near("encode_text", text.Encode(tokens), 1e-4);
        report.Near("zeroshot", text.Classifier(tokens), 1e-4);
    }

    static void Tokens(Fixture fixture, FixtureReport report)
    {
        if (ClipVocabularyVariable.Value is not { } path)
        {
            report.Skip($"needs CLIP's bpe_simple_vocab_16e6.txt.gz; set {ClipVocabularyVariable.Name} to its path");
            return;
        }
        var tokenizer = ClipTokenizer.Open(path);
        const string Prefix = "tokens.";
        foreach (var list in fixture.Names.Where(n => n.StartsWith(Prefix)).Select(n => n[Prefix.Length..]))
        {
            var names = JsonSerializer.Deserialize<string[]>(fixture.Note(list))!;
            var rows = tokenizer.Tokenize([.. names.Select(n => fixture.Note("prompt").Replace("{}", n))]).Chunk(ClipTokenizer.ContextLength).ToArray();
            var shown = (int)fixture.Shape(Prefix + list)[1];
            report.Equal(Prefix + list, [.. rows.SelectMany(row => row[..shown])]);
            report.Holds(rows.All(row => row[shown..].All(token => token == 0)), $"{list}: the rest of a row is not zero");
        }
    }

    static void SoftmaxGradCam(Fixture fixture, FixtureReport report)
    {
        using var clip = OpenClip(fixture);
        var targets = fixture.Numbered("cam").ToArray();
        var map = fixture.Shape("activation");
        var result = GradCam.Compute(
            clip, fixture.Tensor("image_features").transpose(0, 1), fixture.Tensor("text_features"), targets.Max() + 1, (map[2], map[3]));
        foreach (var k in targets)
        {
            report.Near($"cam{k}", result.Cams[k].unsqueeze(0), 1e-4);
            report.Near($"grad{k}", result.Gradients[k].unsqueeze(0), 1e-4);
        }
        report.Given("size"); // the image's; the maps are not enlarged here
        report.Near("activation", result.Activation.unsqueeze(0), 1e-4);
        report.Near("logits_softmax", result.Scores, 1e-4);
        report.Near("attn_last", result.Attention, 1e-4);
    }

    static void Positions(Fixture fixture, FixtureReport report)
    {
        var size = fixture.Longs("new_size");
        var resized = ClipVisual.Positions(fixture.Tensor("emb"), size[0], size[1]);
        report.Near("out_fp32", resized, 1e-5);
        if (fixture.Has("out_fp16_rounded"))
            report.Near("out_fp16_rounded", resized.to(ScalarType.Float16), 1e-5);
    }

    static void Dino(Fixture fixture, FixtureReport report)
    {
        using var dino = OpenDino(fixture);
        var tokens = dino.forward(fixture.Tensor("x"));
        report.Near("tokens_in", tokens.Embedded, 1e-4);
        report.Near("x_prenorm", tokens.Raw, 1e-4);
        report.Near("x_norm_clstoken", tokens.Class, 1e-4);
        report.Near("x_norm_patchtokens", tokens.Patches, 1e-4);
        if (fixture.Has("x_norm_regtokens"))
            report.Near("x_norm_regtokens", tokens.Registers, 1e-4);
    }
}
