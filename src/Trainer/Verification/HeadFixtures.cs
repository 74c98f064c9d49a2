using System.Text.RegularExpressions;
using Platform.Trainer.Decoders;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Verification;

/// <summary>Fixtures of segmentation heads, with their weights in the file (goldens/README-2.md).</summary>
static class HeadFixtures
{
    public static readonly (string, FixtureRule)[] Rules =
    [
        ("rs_aspp_v2", RecurSeedAsppV2),
        ("rs_aspp_v3", RecurSeedAsppV3),
        ("rs_decoder", RecurSeedDecoder),
        ("lpl_aspp", AlignedAspp),
        ("weclip_decoder", Decoder),
        ("weclip_fuse_head", Fusion),
    ];

    /// <summary>In evaluation mode: <c>y</c> of <c>x0</c> (and <c>x1</c>), and the gradients that <c>grad_out</c> sends back to them.</summary>
    public static void CheckInputs(Fixture fixture, FixtureReport report, nn.Module module, Func<Tensor[], Tensor> forward, double tolerance = 1e-5)
    {
        fixture.LoadInto(module, "sd.");
        module.to(fixture.Device);
        module.eval();
        string[] names = fixture.Has("x") ? ["x"] : [.. fixture.Numbered("x").Select(i => $"x{i}")];
        var inputs = Array.ConvertAll(names, n => fixture.Tensor(n).requires_grad_());
        var y = forward(inputs);
        report.Near("y", y, tolerance);
        if (!fixture.Has("grad_out"))
            return;
        (y * fixture.Tensor("grad_out")).sum().backward();
        foreach (var (name, input) in names.Zip(inputs))
            if (fixture.Has("grad_" + name))
                report.Near("grad_" + name, input.grad!, tolerance);
    }

    /// <summary>The same of a module with one input.</summary>
    public static void CheckModule(Fixture fixture, FixtureReport report, nn.Module module, Func<Tensor, Tensor> forward) =>
        CheckInputs(fixture, report, module, inputs => forward(inputs[0]));

    static void RecurSeedAsppV2(Fixture fixture, FixtureReport report)
    {
        var shape = fixture.Shape("sd.aspp1.weight");
        using var head = new AsppV2((int)shape[1], (int)shape[0], dilations: fixture.ListAfter("rates?"));
        CheckModule(fixture, report, head, head.forward);
    }

    static void RecurSeedAsppV3(Fixture fixture, FixtureReport report)
    {
        var shape = fixture.Shape("sd.aspp1.conv.weight");
        using var head = new AsppV3((int)shape[1], (int)shape[0], fixture.After("(?:os|output_stride)") ?? 16);
        CheckModule(fixture, report, head, head.forward);
    }

    static void AlignedAspp(Fixture fixture, FixtureReport report)
    {
        var shape = fixture.Shape("sd.branch1.0.weight");
        using var head = new AsppAligned((int)shape[1], (int)shape[0], global: fixture.Has("sd.branch5_conv.weight"), rates: fixture.ListAfter("rates?"));
        CheckModule(fixture, report, head, head.forward);
    }

    static void RecurSeedDecoder(Fixture fixture, FixtureReport report)
    {
        var (low, last) = (fixture.Shape("sd.low_block.conv.weight"), fixture.Shape("sd.classifier.4.weight"));
        using var decoder = new DeepLabV3PlusDecoder((int)low[1], (int)last[1], (int)last[0], (int)low[0]);
        CheckInputs(fixture, report, decoder, inputs => decoder.Decode(inputs[0], inputs[1]));
    }

    static void Decoder(Fixture fixture, FixtureReport report)
    {
        var shape = fixture.Shape("sd.linear_pred.weight");
        using var decoder = new WeClipDecoder((int)shape[0], (int)shape[1], Count(fixture, @"^sd\.transformer\.resblocks\.(\d+)\."), int.Parse(fixture.Note("heads")));
        CheckInputs(fixture, report, decoder, inputs => decoder.Run(inputs[0]).Logits, tolerance: 1e-4);
        using var none = no_grad();
        var attention = decoder.Run(fixture.Tensor("x")).Attention;
        foreach (var i in fixture.Numbered("attn"))
            report.Near($"attn{i}", attention[i], 1e-4);
    }

    static void Fusion(Fixture fixture, FixtureReport report)
    {
        var shape = fixture.Shape("sd.linears_modulelist.0.proj.weight");
        var layers = Count(fixture, @"^sd\.linears_modulelist\.(\d+)\.");
        using var head = new FeatureFusion((int)shape[1], (int)shape[0], layers);
        CheckInputs(fixture, report, head, inputs => head.Fuse([.. inputs[0].unbind(0).Take(layers)]));
    }

    /// <summary>How many numbered parts the weights have.</summary>
    public static int Count(Fixture fixture, string pattern) =>
        1 + fixture.Names.Select(n => Regex.Match(n, pattern)).Where(m => m.Success).Max(m => int.Parse(m.Groups[1].Value));
}
