using System.Globalization;
using System.Text.RegularExpressions;
using Platform.Contracts;
using Platform.Trainer.Backbones;
using Platform.Trainer.Cams;
using Platform.Trainer.Decoders;
using Platform.Trainer.Methods;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Verification;

/// <summary>Fixtures of DuPL's networks: encoder, heads, one branch forward and backward, the maps read off it.</summary>
static class DuplNetworkFixtures
{
    public static readonly (string, FixtureRule)[] Rules =
    [
        ("dupl_vit_forward", Encoder),
        ("dupl_largefov", LargeFovHead),
        ("dupl_aspp", Aspp),
        ("dupl_branch_forward_backward", Branch),
        ("dupl_cam_from_features", Activation),
    ];

    /// <summary>The student whose weights the file holds under the prefix; every size is read off them.</summary>
    public static SegmentationNetwork Student(Fixture fixture, string prefix)
    {
        var student = new SegmentationNetwork(
            Backbone(fixture, prefix + "encoder."),
            new() { Width = (int)fixture.Shape(prefix + "decoder.conv6.weight")[0] },
            classes: (int)fixture.Shape(prefix + "classifier.weight")[0]);
        student.to(fixture.Device);
        fixture.LoadInto(student, prefix);
        return student;
    }

    static BackboneConfig Backbone(Fixture fixture, string prefix)
    {
        var projection = fixture.Shape(prefix + "patch_embed.proj.weight");         // (D,3,patch,patch)
        return new()
        {
            Name = "fixture",
            PatchSize = (int)projection[2],
            Dim = (int)projection[0],
            Depth = fixture.Numbered(prefix + "blocks.", ".norm1.weight").Count(),
            Heads = fixture.Has("in.num_heads") ? fixture.Int("in.num_heads")
                : fixture.After("heads") ?? throw new UserErrorException("says the number of heads neither in in.num_heads nor in a note"),
            GridSize = (int)Math.Sqrt(fixture.Shape(prefix + "pos_embed")[1] - 1),
            AuxiliaryLayer = fixture.Has("in.aux_layer") ? fixture.Int("in.aux_layer") : (int)(fixture.Stated("aux_layer") ?? -3),
        };
    }

    static void Encoder(Fixture fixture, FixtureReport report)
    {
        using var encoder = new VisionTransformer(Backbone(fixture, "state."));
        encoder.to(fixture.Device);
        fixture.LoadInto(encoder);
        foreach (var i in fixture.Numbered("in.x"))
        {
            var input = encoder.Tokens(fixture.Tensor($"in.x{i}"));
            var (tokens, auxiliary) = encoder.Encode(input);
            report.Near($"out.tokens{i}", input, 2e-4);
            report.Near($"out.cls{i}", tokens[.., 0], 2e-4);
            report.Near($"out.patch{i}", tokens[.., 1..], 2e-4);
            report.Near($"out.aux{i}", auxiliary[.., 1..], 2e-4);
            // what training reads: the same as maps
            var (features, auxiliaryMap) = encoder.forward(fixture.Tensor($"in.x{i}"));
            report.Near($"out.patch{i}", features.flatten(2).transpose(1, 2), 2e-4);
            report.Near($"out.aux{i}", auxiliaryMap.flatten(2).transpose(1, 2), 2e-4);
        }
    }

    static void LargeFovHead(Fixture fixture, FixtureReport report)
    {
        // without stored tensors the note tells the waves they are made of
        var stored = fixture.Has("state.conv6.weight");
        var waves = stored ? [] : Waves(fixture);
        long[] Shape(string name) => stored ? fixture.Shape("state." + name) : waves[name].shape;
        var (first, last) = (Shape("conv6.weight"), Shape("conv8.weight"));
        using var head = new LargeFov(dim: (int)first[1], classes: (int)last[0], width: (int)first[0]);
        head.to(fixture.Device);
        var tolerance = stored ? 1e-4 : 1e-3; // long sums at full width
        if (stored)
            fixture.LoadInto(head);
        else
            using (no_grad())
                foreach (var (name, parameter) in head.named_parameters())
                    parameter.copy_(waves[name]);
        var x = (stored ? fixture.Tensor("in.x") : waves["x"]).requires_grad_();
        var y = head.forward(x);
        report.Near("out.y", y, tolerance);
        foreach (var (name, wave) in waves.Where(w => fixture.Has($"out.{w.Key.Replace('.', '_')}_head")))
            report.Near($"out.{name.Replace('.', '_')}_head", wave.flatten().narrow(0, 0, fixture.Shape($"out.{name.Replace('.', '_')}_head")[0]), 1e-6);
        if (!fixture.Has("in.coef"))
            return;
        (y * fixture.Tensor("in.coef")).sum().backward();
        foreach (var name in fixture.Names.Where(n => n.StartsWith("grad.", StringComparison.Ordinal)))
            report.Near(name, name == "grad.x" ? x.grad : head.get_parameter(name["grad.".Length..])?.grad, tolerance);
    }

    static void Aspp(Fixture fixture, FixtureReport report)
    {
        var weight = fixture.Shape("state.c0.weight");                              // (K,D,3,3)
        using var head = new AsppV2((int)weight[1], (int)weight[0], prefix: "c", first: 0, fixture.ListAfter("rates?"));
        head.to(fixture.Device);
        fixture.LoadInto(head);
        report.Near("out.y", head.forward(fixture.Tensor("in.x")), 1e-4);
    }

    static void Branch(Fixture fixture, FixtureReport report)
    {
        using var student = Student(fixture, "state.");
        var x = fixture.Tensor("in.x");
        var output = student.forward(x);
        var outputs = new Dictionary<string, Tensor>
        {
            ["cls"] = output.Tags, ["cls_aux"] = output.AuxiliaryTags, ["fmap"] = output.Features, ["seg"] = output.Segmentation,
        };
        foreach (var (name, value) in outputs)
            report.Near("out." + name, value, 2e-4);
        var (cam, auxiliary) = student.Cams(x);
        report.Near("out.cam", cam, 2e-4);
        report.Near("out.cam_aux", auxiliary, 2e-4);
        var sum = outputs.Select(o => (o.Value * fixture.Tensor("in.coef_" + o.Key)).sum()).Aggregate((a, b) => a + b);
        sum.backward();
        foreach (var name in fixture.Names.Where(n => n.StartsWith("grad.", StringComparison.Ordinal)))
            report.Near(name, student.get_parameter(name["grad.".Length..])?.grad, 5e-4);
    }

    static void Activation(Fixture fixture, FixtureReport report)
    {
        var (features, weight) = (fixture.Tensor("in.features"), fixture.Tensor("in.weight"));
        var raw = ClassActivation.Map(features, weight);
        report.Near("out.raw", raw, 1e-5);
        report.Near("out.relu", raw.relu(), 1e-5);
        report.Near("out.normalised", MultiScaleCam.Normalise(raw.relu()), 1e-5);
        report.Near("out.cls_logits", ClassActivation.Scores(features, weight), 1e-5);
    }

    // "name(sizes): scale,phase": value k is scale·sin(0.37 k + phase), in double precision
    static Dictionary<string, Tensor> Waves(Fixture fixture) =>
        Regex.Matches(fixture.Note("note"), @"([\w.]+)\(([\d,]+)\): ([\d.]+),([\d.]+)").ToDictionary(
            m => m.Groups[1].Value,
            m => Wave([.. m.Groups[2].Value.Split(',').Select(long.Parse)], Number(m.Groups[3]), Number(m.Groups[4])).to(fixture.Device));

    static Tensor Wave(long[] shape, double scale, double phase) => tensor(
        Enumerable.Range(0, (int)shape.Aggregate((a, b) => a * b)).Select(k => (float)(scale * Math.Sin(0.37 * k + phase))).ToArray(), shape);

    static double Number(Group group) => double.Parse(group.Value.TrimEnd('.'), CultureInfo.InvariantCulture);
}
