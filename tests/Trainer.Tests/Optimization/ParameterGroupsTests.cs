using Platform.Trainer.Methods;
using Platform.Trainer.Optimization;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Tests.Optimization;

public sealed class ParameterGroupsTests
{
    [Fact]
    public void Heads_learn_faster_by_the_factor_and_frozen_positions_not_at_all()
    {
        using var scope = NewDisposeScope();
        using var network = new SegmentationNetwork(
            new() { Name = "small", PatchSize = 8, Dim = 24, Depth = 2, Heads = 2, GridSize = 4, AuxiliaryLayer = -1 }, new() { Width = 8 }, 3);
        network.get_parameter("encoder.pos_embed")!.requires_grad = false;
        using var groups = new ParameterGroups(network, new() { LearningRate = 1e-3, HeadFactor = 10 });
        groups.SetRate(0.5);
        groups.Rates.ShouldBe([("classifiers", 5e-3), ("decoder", 5e-3), ("encoder", 5e-4), ("encoder-norms", 5e-4)]);
        groups.Optimizer.ParamGroups.Select(g => g.LearningRate).Order().ShouldBe([5e-4, 5e-4, 5e-3, 5e-3], 1e-12);
        groups.Named.ShouldNotContain(p => p.name == "encoder.pos_embed");
    }
}
