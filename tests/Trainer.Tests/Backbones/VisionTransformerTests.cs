using Platform.Contracts;
using Platform.Trainer.Backbones;
using Platform.Trainer.Checkpoints;
using Platform.Trainer.Tests.Data;
using Platform.Trainer.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Tests.Backbones;

public sealed class VisionTransformerTests
{
    static readonly BackboneConfig s_small = new() { Name = "small", PatchSize = 8, Dim = 24, Depth = 2, Heads = 2, GridSize = 4, AuxiliaryLayer = -1 };

    [Theory]
    [InlineData("conv")]
    [InlineData("patch")]
    public void Both_stems_give_one_vector_a_patch(string stem)
    {
        using var scope = NewDisposeScope();
        using var vit = new VisionTransformer(s_small with { Stem = stem });
        vit.forward(zeros(2, 3, 32, 48)).Features.shape.ShouldBe([2, 24, 4, 6]);
    }

    [Fact]
    public void In_bfloat16_it_gives_nearly_the_same_and_its_weights_stay_in_float32()
    {
        using var scope = NewDisposeScope();
        using var whole = new VisionTransformer(s_small);
        using var half = new VisionTransformer(s_small with { Precision = "bfloat16" });
        foreach (var (name, value) in whole.state_dict())
            using (no_grad())
                half.state_dict()[name].copy_(value);
        var images = linspace(-1, 1, 2 * 3 * 32 * 32).reshape(2, 3, 32, 32);
        var (expected, features) = (whole.forward(images).Features, half.forward(images).Features);
        features.dtype.ShouldBe(ScalarType.Float32);
        var difference = (features - expected).abs().max().ToSingle();
        difference.ShouldBeInRange(1e-7f, 0.05f, "it rounds, and only a little");
        features.sum().backward();
        half.named_parameters().Single(p => p.name == "blocks.0.mlp.fc1.weight").parameter.grad!.dtype.ShouldBe(ScalarType.Float32);
    }

    [Fact]
    public void Published_weights_load_by_name_and_the_unused_head_is_passed_over()
    {
        using var folder = new ScratchFolder();
        using var scope = NewDisposeScope();
        using var source = new VisionTransformer(s_small);
        using var target = new VisionTransformer(s_small);
        Write(folder["w"], source, extra: "head.weight");
        PretrainedWeights.Load(target, folder["w"]);
        Values(target.state_dict()["blocks.1.mlp.fc2.weight"]).ShouldBe(Values(source.state_dict()["blocks.1.mlp.fc2.weight"]));
    }

    [Fact]
    public void Names_behind_a_prefix_are_found_and_a_position_embedding_of_another_grid_is_interpolated()
    {
        using var folder = new ScratchFolder();
        using var scope = NewDisposeScope();
        using var source = new VisionTransformer(s_small);
        using var target = new VisionTransformer(s_small with { GridSize = 6 });
        SafetensorsFile.Write(folder["w"], source.state_dict().Select(w => w.Value.ToEntry("module.branch1.encoder." + w.Key))
            .Append(SafetensorsTensor.Of<float>("module.branch1.decoder.conv8.weight", [1], [0])));
        var report = PretrainedWeights.Load(target, folder["w"]);
        report.Prefix.ShouldBe("module.branch1.encoder.");
        report.Resized.ShouldBe(["pos_embed"]);
        report.Unexpected.ShouldBe(["module.branch1.decoder.conv8.weight"]);
        Values(target.state_dict()["pos_embed"][0, 0]).ShouldBe(Values(source.state_dict()["pos_embed"][0, 0]));
        Values(target.state_dict()["norm.bias"]).ShouldBe(Values(source.state_dict()["norm.bias"]));
    }

    [Theory]
    [InlineData("norm.bias", null, "norm.bias")]
    [InlineData(null, "blocks.7.norm1.bias", "blocks.7.norm1.bias")]
    public void A_missing_or_unknown_weight_is_named(string? without, string? extra, string named)
    {
        using var folder = new ScratchFolder();
        using var scope = NewDisposeScope();
        using var vit = new VisionTransformer(s_small);
        Write(folder["w"], vit, extra, without);
        Should.Throw<UserErrorException>(() => PretrainedWeights.Load(vit, folder["w"])).Message.ShouldContain($"'{named}'");
    }

    static float[] Values(Tensor tensor) => tensor.detach().contiguous().data<float>().ToArray();

    static void Write(string path, nn.Module module, string? extra, string? without = null) => SafetensorsFile.Write(
        path, module.state_dict().Where(w => w.Key != without).Select(w => w.Value.ToEntry(w.Key))
            .Concat(extra is null ? [] : [SafetensorsTensor.Of<float>(extra, [1], [0])]));
}
