using System.CommandLine;
using Platform.Contracts;
using Platform.Trainer.Verification;
using TorchSharp;

namespace Platform.Commands;

/// <summary><c>platform verify</c>: the numerics of this machine against recorded reference numbers.</summary>
static class VerifyCommand
{
    public static PlatformCommand Create()
    {
        var path = new Argument<string>("FOLDER") { Description = "a folder of .safetensors fixtures, or one of them" };
        var device = new Option<string>("--device") { Description = "cpu or cuda", DefaultValueFactory = _ => "cpu" };
        device.AcceptOnlyFromAmong("cpu", "cuda");
        var command = new PlatformCommand("verify", "Compares losses, networks and refinements with recorded reference numbers.",
            "verify ../shared/goldens --device cuda") { path, device };
        command.SetAction(parsed => Run(parsed.GetValue(path)!, parsed.GetValue(device)!));
        return command;
    }

    static int Run(string path, string device)
    {
        if (device == "cuda" && !torch.cuda.is_available())
            throw new UserErrorException("--device cuda: libtorch sees no CUDA device here; platform doctor says more");
        var (passed, failed, skipped) = (0, 0, 0);
        foreach (var result in FixtureCatalog.Check(path, device == "cuda" ? torch.CUDA : torch.CPU))
        {
            Console.WriteLine(Line(result));
            (passed, failed, skipped) = result.Passed ? (passed + 1, failed, skipped)
                : result is { Known: true, Skipped: null } ? (passed, failed + 1, skipped)
                : (passed, failed, skipped + 1);
        }
        Console.WriteLine($"{passed} passed, {failed} failed, {skipped} skipped");
        return failed == 0 ? 0 : 1;
    }

    static string Line(FixtureResult result) =>
        result.Passed ? $"ok      {result.Stem}{Uncompared(result)}"
        : result.Skipped is { } reason ? $"skip    {result.Stem}: {reason}"
        : result.Known ? $"FAIL    {result.Stem}: {string.Join("; ", result.Failures)}"
        : $"unknown {result.Stem}: no rule for this name";

    // no reason to fail, but nobody should take them for checked
    static string Uncompared(FixtureResult result) =>
        result.Uncompared.Count == 0 ? "" : $" (without {string.Join(", ", result.Uncompared)})";
}
