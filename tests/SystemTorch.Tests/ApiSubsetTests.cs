using TorchSharp;

namespace SystemTorch.Tests;

/// <summary>Whatever compiles against SystemTorch must compile against TorchSharp: each public name, parameter name and default is there too.</summary>
public class ApiSubsetTests
{
    [SharedFact]
    public void Every_public_member_exists_in_TorchSharp()
    {
        var api = TorchSharpApi.Read(Path.Combine(SharedFolder.Path!, "torchsharp-0.106.0-api.txt"));
        var ours = typeof(torch).Assembly.GetExportedTypes().Where(t => t.Namespace!.StartsWith("TorchSharp")).ToList();
        ours.Count.ShouldBeGreaterThan(80);

        var missing = ours.SelectMany(type => api.Has(type)
            ? Signature.Of(type).Where(member => !api.Has(type, member)).Select(member => $"{type.FullName}::{member.Text}")
            : [$"type {type.FullName}"]);

        missing.ShouldBeEmpty();
    }

    [SharedFact]
    public void The_comparison_would_notice_a_wrong_default_and_a_wrong_name()
    {
        var api = TorchSharpApi.Read(Path.Combine(SharedFolder.Path!, "torchsharp-0.106.0-api.txt"));
        var wrong = Signature.Of(typeof(Wrong)).Select(s => s.Text).ToList();

        wrong.ShouldContain("dropout(Tensor input, Double p=0.4, Boolean training=True, Boolean inplace=False) : Tensor");
        Signature.Of(typeof(Wrong)).ShouldAllBe(member => !api.Has(typeof(torch.nn.functional), member));
    }

    static class Wrong
    {
        public static torch.Tensor dropout(torch.Tensor input, double p = 0.4, bool training = true, bool inplace = false) => input;

        public static torch.Tensor relu(torch.Tensor input, bool inplace = false) => input;
    }
}
