using Platform.TestKit;
using Platform.Trainer.Methods;
using Platform.Trainer.Optimization;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Platform.Trainer.Tests.Optimization;

public sealed class ParameterGroupsTests
{
    /// <summary>Six steps of the published optimizer, over parameters whose names put them into the four groups.</summary>
    sealed class FourGroups : nn.Module
    {
        public FourGroups(Golden golden) : base(nameof(FourGroups))
        {
            string[] names = ["encoder", "norm", "classifier", "decoder"];
            Parameters = [.. names.Select((_, i) => nn.Parameter(golden.Tensor($"in.p{i}")))];
            var encoder = new Holder("weight", Parameters[0]);
            encoder.register_module("norm", new Holder("weight", Parameters[1]));
            register_module("encoder", encoder);
            register_module("classifier", new Holder("weight", Parameters[2]));
            register_module("decoder", new Holder("weight", Parameters[3]));
        }

        public Parameter[] Parameters { get; }
    }

    sealed class Holder : nn.Module
    {
        public Holder(string name, Parameter parameter) : base(nameof(Holder)) => register_parameter(name, parameter);
    }

    [SharedFact]
    public void Steps_are_those_of_the_published_optimizer_and_what_has_no_gradient_stays()
    {
        using var golden = Golden.Open("dupl_adamw_steps");
        using var scope = NewDisposeScope();
        using var network = new FourGroups(golden);
        using var groups = new ParameterGroups(network, new() { LearningRate = 6e-3, HeadFactor = 10, WeightDecay = 0.01 });
        var schedule = new PolyWarmup((int)golden.Longs("in.warmup_max")[0], (int)golden.Longs("in.warmup_max")[1], Power: 0.9);
        for (var step = 0; golden.Has($"out.step{step}_p0"); step++)
        {
            groups.SetRate(schedule.FactorAt(step));
            groups.Optimizer.zero_grad();
            for (var p = 0; p < 4; p++)
                if (golden.Has($"in.grad{step}_{p}"))
                    network.Parameters[p].grad = golden.Tensor($"in.grad{step}_{p}");
            groups.Optimizer.step();
            for (var p = 0; p < 4; p++)
                network.Parameters[p].ShouldAgree(golden, $"out.step{step}_p{p}", 1e-5);
        }
    }

    [Fact]
    public void Heads_learn_faster_by_the_factor_and_frozen_positions_not_at_all()
    {
        using var scope = NewDisposeScope();
        using var network = new SegmentationNetwork(
            new() { Name = "small", PatchSize = 8, Dim = 24, Depth = 2, Heads = 2, GridSize = 4, AuxiliaryLayer = -1 }, new() { Width = 8 }, 3);
        network.get_parameter("encoder.pos_embed")!.requires_grad = false;
        using var groups = new ParameterGroups(network, new() { LearningRate = 1e-3, HeadFactor = 10 });
        groups.SetRate(0.5).ShouldBe(5e-4);
        groups.Optimizer.ParamGroups.Select(g => g.LearningRate).Order().ShouldBe([5e-4, 5e-4, 5e-3, 5e-3], 1e-12);
        groups.Named.ShouldNotContain(p => p.name == "encoder.pos_embed");
    }
}
