using System.Globalization;
using System.Text.RegularExpressions;
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

    static void Forward(Fixture fixture, FixtureReport report)
    {
        using var network = Network(fixture, "state.", fixture.Int("in.aux_layer"));
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
        var layer = int.Parse(Setting(fixture, @"aux_layer (-?\d+)"), CultureInfo.InvariantCulture);
        using var online = Network(fixture, "state.online.", layer);
        using var assignment = Network(fixture, "state.assignment.", layer);
        var options = new CosaOptions();
        foreach (var iteration in fixture.Longs("in.iters"))
        {
            var t = fixture.Floats($"out.it{iteration}.thresholds_low_high_auxlow_auxhigh");
            online.zero_grad();
            var terms = CosaObjective.Of(
                online, assignment, fixture.Tensor("in.wimg"), fixture.Tensor("in.simg"), fixture.Tensor("in.cls_label"),
                CosaFixtures.Boxes(fixture), new(t[0], t[1], t[2], t[3]), options);
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
        foreach (var name in fixture.Names.Where(n => n.StartsWith("out.ema_")).Select(n => n["out.ema_".Length..]))
            report.Near("out.ema_" + name, averaged.First(p => p.Key == name || p.Key.EndsWith("." + name)).Value, 1e-5);

        void Relative(string name, Tensor value, double tolerance) => report.Near(name, value, tolerance * Magnitude(fixture, name));
    }

    // of every parameter the file has a gradient of; a parameter that none reaches has zeros there
    static void Gradients(
        Fixture fixture, FixtureReport report, nn.Module network, string prefix, double tolerance, bool relative = false)
    {
        foreach (var (name, parameter) in network.named_parameters().Where(p => fixture.Has(prefix + p.name)))
            report.Near(prefix + name, parameter.grad ?? zeros_like(parameter), relative ? tolerance * Magnitude(fixture, prefix + name) : tolerance);
    }

    // what turns a report's tolerance, never finer than absolute, into a relative one
    static double Magnitude(Fixture fixture, string name) => Math.Clamp(fixture.Floats(name).Max(Math.Abs), 1e-9, 1);

    static SegmentationNetwork Network(Fixture fixture, string prefix, int auxiliaryLayer)
    {
        var patch = fixture.Shape(prefix + "encoder.patch_embed.proj.weight");
        var backbone = new BackboneConfig
        {
            Name = fixture.Stem,
            PatchSize = (int)patch[2],
            Dim = (int)patch[0],
            Depth = fixture.Names.Count(n => n.StartsWith(prefix + "encoder.blocks.") && n.EndsWith(".norm1.weight")),
            Heads = int.Parse(Setting(fixture, @"heads (\d+)"), CultureInfo.InvariantCulture),
            GridSize = (int)Math.Sqrt(fixture.Shape(prefix + "encoder.pos_embed")[1] - 1),
            AuxiliaryLayer = auxiliaryLayer,
        };
        var head = new DecoderConfig { Width = (int)fixture.Shape(prefix + "decoder.conv6.weight")[0] };
        var network = new SegmentationNetwork(backbone, head, (int)fixture.Shape(prefix + "classifier.weight")[0]);
        network.to(fixture.Device);
        fixture.LoadInto(network, prefix);
        return network;
    }

    static string Setting(Fixture fixture, string pattern) => Regex.Match(fixture.Note("note"), pattern).Groups[1].Value;
}
