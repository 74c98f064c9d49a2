using Platform.Trainer.Methods;
using Platform.Trainer.Optimization;
using Platform.Trainer.Reporting;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Platform.Trainer.Verification;

/// <summary>Fixtures of DuPL's optimiser and of whole training steps.</summary>
static class DuplTrainingFixtures
{
    public static readonly (string, FixtureRule)[] Rules =
    [
        ("dupl_poly_lr", Rates),
        ("dupl_adamw_steps", Steps),
        ("dupl_train_step", WholeStep),
    ];

    static void Rates(Fixture fixture, FixtureReport report)
    {
        var (total, warmup) = ((int)fixture.Longs("in.max_warmup")[0], (int)fixture.Longs("in.max_warmup")[1]);
        var config = new OptimizerConfig();
        var schedule = new PolyWarmup(warmup, total, fixture.Stated("power") ?? config.Power);
        var rate = fixture.Stated("base lr") ?? config.LearningRate;
        var groups = (int)fixture.Shape("out.lr_times_1e6")[1];
        // the first half of the groups is the encoder
        var rates = fixture.Longs("in.step").SelectMany(step => Enumerable.Range(0, groups).Select(group =>
            1e6 * rate * (group < groups / 2 ? 1 : config.HeadFactor) * schedule.FactorAt((int)step)));
        report.NearEach("out.lr_times_1e6", [.. rates], 1e-6);
    }

    static void Steps(Fixture fixture, FixtureReport report)
    {
        using var network = new Groups([.. fixture.Numbered("in.p").Select(p => fixture.Tensor($"in.p{p}"))]);
        var (rate, headRate) = (fixture.Stated("base lr") ?? 6e-3, fixture.Stated("and") ?? 6e-2);
        using var groups = new ParameterGroups(network, new()
        {
            LearningRate = rate, HeadFactor = headRate / rate, WeightDecay = fixture.Stated("weight decay") ?? 0.01,
        });
        var schedule = new PolyWarmup((int)fixture.Longs("in.warmup_max")[0], (int)fixture.Longs("in.warmup_max")[1], fixture.Stated("power") ?? 0.9);
        foreach (var step in fixture.Numbered("out.step", "_p0"))
        {
            groups.SetRate(schedule.FactorAt(step));
            groups.Optimizer.zero_grad();
            for (var p = 0; p < network.Members.Count; p++)
                if (fixture.Has($"in.grad{step}_{p}"))
                    network.Members[p].grad = fixture.Tensor($"in.grad{step}_{p}");
            groups.Optimizer.step();
            for (var p = 0; p < network.Members.Count; p++)
                report.Near($"out.step{step}_p{p}", network.Members[p], 1e-5);
        }
    }

    static void WholeStep(Fixture fixture, FixtureReport report)
    {
        using var first = DuplNetworkFixtures.Student(fixture, "state.branch1.");
        using var second = DuplNetworkFixtures.Student(fixture, "state.branch2.");
        var method = new DuPL(new DuplOptions(), new DuplNetwork(first, second));
        foreach (var iteration in fixture.Longs("in.iters"))
        {
            using var scope = NewDisposeScope();
            foreach (var student in (SegmentationNetwork[])[first, second])
                student.zero_grad();
            var images = fixture.Tensor("in.inputs");
            var losses = method.Step(
                [images, images], () => fixture.Tensor("in.inputs_aug"), fixture.Tensor("in.cls_label"), fixture.Boxes(), (int)iteration);
            var total = losses.Terms.Weighted();
            total.backward();
            var prefix = $"it{iteration}.";
            CompareTerms(fixture, report, "out." + prefix, losses, total, (int)iteration);
            CompareStudents(fixture, report, "out." + prefix, losses);
            var gradients = "grad." + prefix + "branch";
            foreach (var name in fixture.Names.Where(n => n.StartsWith(gradients, StringComparison.Ordinal)))
            {
                var student = name[gradients.Length] == '1' ? first : second;
                report.Near(name, student.get_parameter(name[(gradients.Length + 2)..])?.grad, 5e-3, floor: 1e-6);
            }
        }
    }

    static void CompareTerms(Fixture fixture, FixtureReport report, string prefix, DuplStep losses, Tensor total, int iteration)
    {
        var values = new List<MetricValue>();
        losses.Terms.ToMetrics(total, iteration, values);
        // a term that is not computed yet is a constant in the reference
        foreach (var (term, name, absent) in new[] { ("cls", "cls", 0.0), ("ptc", "ptc", 0), ("seg", "seg", 1), ("dis", "sim", 0), ("reg", "reg", 0) })
            if (fixture.Has($"{prefix}{name}_loss"))
                report.Near($"{prefix}{name}_loss", values.FirstOrDefault(v => v.Name == "loss/" + term, new("", absent)).Value, 1e-3, floor: 1e-6);
        report.Near(prefix + "loss", total, 1e-3, floor: 1e-6);
        if (fixture.Has(prefix + "high_thres"))
            report.Near(prefix + "high_thres", losses.Thresholds, 1e-6);
        if (fixture.Has(prefix + "num_gmm_fits"))
            report.Equal(prefix + "num_gmm_fits", (long[])[losses.Students.SelectMany(s => s.Filtered).Count(f => f.Mixture is not null)]);
    }

    static void CompareStudents(Fixture fixture, FixtureReport report, string prefix, DuplStep losses)
    {
        const double Share = 0.995;
        for (var s = 1; s <= 2; s++)
        {
            var student = losses.Students[s - 1];
            if (fixture.Has($"{prefix}aux_label_{s}"))
                report.Equal($"{prefix}aux_label_{s}", student.PatchLabels, Share);
            if (fixture.Has($"{prefix}refined_label_{s}"))
                report.Equal($"{prefix}refined_label_{s}", student.Labels, Share);
            if (fixture.Has($"{prefix}uncertain_mask_{s}"))
                report.Equal($"{prefix}uncertain_mask_{s}", student.Targets is { } targets ? targets != Evaluation.ConfusionMatrix.Ignored : null, Share);
            if (fixture.Has($"{prefix}cam_{s}_present"))
                report.Near($"{prefix}cam_{s}_present", Present(fixture, student.Cam!), 1e-3);
            if (fixture.Has($"{prefix}cam_aux_{s}_present"))
                report.Near($"{prefix}cam_aux_{s}_present", Present(fixture, student.AuxiliaryCam!), 1e-3);
        }
    }

    // of the first image, the classes the file names
    static Tensor Present(Fixture fixture, Tensor cam) => cam[..1].index_select(1, fixture.Labels("in.present_classes"));

    /// <summary>Parameters whose names put them into the optimiser's four groups, in order.</summary>
    sealed class Groups : nn.Module
    {
        static readonly string[] s_names = ["encoder", "norm", "classifier", "decoder"];

        public Groups(IReadOnlyList<Tensor> values) : base(nameof(Groups))
        {
            Members = [.. values.Select(v => nn.Parameter(v))];
            var encoder = new Holder(Members[0]);
            register_module(s_names[0], encoder);
            for (var p = 1; p < Members.Count; p++)
                if (p == 1)
                    encoder.register_module(s_names[p], new Holder(Members[p]));
                else
                    register_module(s_names[p], new Holder(Members[p]));
        }

        public IReadOnlyList<Parameter> Members { get; }
    }

    sealed class Holder : nn.Module
    {
        public Holder(Parameter parameter) : base(nameof(Holder)) => register_parameter("weight", parameter);
    }
}
