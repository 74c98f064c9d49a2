using Platform.Trainer.Losses;
using Platform.Trainer.Methods;
using Platform.Trainer.Optimization;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Verification;

/// <summary>Fixtures of CoSA's whole network and of its training step (goldens/README.md).</summary>
static class CosaNetworkFixtures
{
    public static readonly (string, FixtureRule)[] Rules =
    [
        ("cosa_network_forward", Forward),
        ("cosa_train_step", TrainingStep),
    ];

    const double Least = 1e-9; // makes a tolerance relative

    static void Forward(Fixture fixture, FixtureReport report)
    {
        using var network = DuplNetworkFixtures.Student(fixture, "state.");
        var input = fixture.Tensor("in.x");
        var (output, cam, auxiliary) = network.ForwardWithCams(input);
        report.Near("out.cls", output.Tags, 2e-4);
        report.Near("out.cls_aux", output.AuxiliaryTags, 2e-4);
        report.Near("out.fmap", output.Features, 2e-4);
        report.Near("out.seg", output.Segmentation, 2e-4);
        report.Near("out.cam", cam, 2e-4);
        report.Near("out.cam_aux", auxiliary, 2e-4);
        foreach (var mode in fixture.Names.Where(n => n.StartsWith("grad.")).Select(n => n.Split('.')[1]).Distinct())
        {
            network.zero_grad();
            var maps = network.ForwardWithCams(input, Gradient(mode));
            (maps.Cam * fixture.Tensor("in.coef_cam")).sum().backward();
            Gradients(fixture, report, network, $"grad.{mode}.", 5e-4);
        }
    }

    // the released names tell what is detached
    static CamGradient Gradient(string detached) => detached switch
    {
        "none" => CamGradient.FeaturesAndClassifier,
        "cls" => CamGradient.Features,
        "feat" => CamGradient.Classifier,
        _ => CamGradient.Nothing,
    };

    static void TrainingStep(Fixture fixture, FixtureReport report)
    {
        using var online = DuplNetworkFixtures.Student(fixture, "state.online.");
        using var assignment = DuplNetworkFixtures.Student(fixture, "state.assignment.");
        var options = new CosaOptions();
        if (HeldAfterAveraging(fixture))
            Undo(assignment, online, options.Momentum);
        foreach (var iteration in fixture.Longs("in.iters"))
        {
            var thresholds = $"out.it{iteration}.thresholds_low_high_auxlow_auxhigh";
            report.Given(thresholds); // constants: the search for them is off
            var t = fixture.Floats(thresholds);
            online.zero_grad();
            var terms = CosaObjective.Of(
                online, assignment, fixture.Tensor("in.wimg"), fixture.Tensor("in.simg"), fixture.Tensor("in.cls_label"),
                fixture.Boxes(), new(t[0], t[1], t[2], t[3]), options);
            var total = terms.Total((int)iteration, options);
            total.backward();
            Relative($"out.it{iteration}.cls_loss", terms.Tags, 1e-3);
            Relative($"out.it{iteration}.cls_loss_aux", terms.AuxiliaryTags, 1e-3);
            Relative($"out.it{iteration}.seg_loss", terms.CamToSegmentation, 1e-3);
            Relative($"out.it{iteration}.seg_loss_aux_part", terms.AuxiliaryPart, 1e-3);
            Relative($"out.it{iteration}.cam_loss", terms.SegmentationToCam, 1e-3);
            Relative($"out.it{iteration}.reg_loss", terms.Energy, 1e-3);
            Relative($"out.it{iteration}.loss", total, 1e-3);
            report.Equal($"out.it{iteration}.label_main", terms.Label, 0.995);
            report.Equal($"out.it{iteration}.label_aux", terms.AuxiliaryLabel, 0.995);
            Gradients(fixture, report, online, $"grad.it{iteration}.", 5e-3, relative: true);
        }
        WeightAverage.Update(assignment, online, options.Momentum);
        var averaged = assignment.state_dict();
        foreach (var name in Averaged(fixture))
            report.Near("out.ema_" + name, averaged.First(p => Means(p.Key, name)).Value, 1e-5);

        void Relative(string name, Tensor value, double tolerance) => report.Near(name, value, tolerance, floor: Least);
    }

    // of every parameter the file has a gradient of; a parameter that none reaches has zeros there
    static void Gradients(
        Fixture fixture, FixtureReport report, nn.Module network, string prefix, double tolerance, bool relative = false)
    {
        foreach (var (name, parameter) in network.named_parameters().Where(p => fixture.Has(prefix + p.name)))
            report.Near(prefix + name, parameter.grad ?? zeros_like(parameter), tolerance, relative ? Least : 1);
    }

    static IEnumerable<string> Averaged(Fixture fixture) =>
        fixture.Names.Where(n => n.StartsWith("out.ema_", StringComparison.Ordinal)).Select(n => n["out.ema_".Length..]);

    // "pos_embed" is "encoder.pos_embed"
    static bool Means(string parameter, string name) => parameter == name || parameter.EndsWith("." + name, StringComparison.Ordinal);

    // the assignment network's weights were written to the file when the step had already averaged them in place
    static bool HeldAfterAveraging(Fixture fixture) => Averaged(fixture).All(name =>
        fixture.Floats("out.ema_" + name).SequenceEqual(fixture.Floats(
            fixture.Names.First(n => n.StartsWith("state.assignment.", StringComparison.Ordinal) && Means(n["state.assignment.".Length..], name)))));

    static void Undo(nn.Module average, nn.Module online, double momentum)
    {
        using var none = no_grad();
        foreach (var ((_, a), (_, w)) in average.named_parameters().Zip(online.named_parameters()))
            a.sub_(w * (1 - momentum)).div_(momentum);
    }
}
