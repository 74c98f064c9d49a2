using Platform.TestKit;
using TorchSharp;

namespace Platform.Tests.Work;

/// <summary>What <c>platform work</c> and its relatives refuse, before anything begins.</summary>
public sealed class WorkCommandTests : IDisposable
{
    readonly TempFolder _home = new();

    [Fact]
    public async Task GPUs_that_are_not_there_are_named()
    {
        var gpus = $"{torch.cuda.device_count()}";
        await using var work = await PlatformProgram.RunAsync(_home.Path, ["work", "--gpus", gpus]);
        work.ExitCode.ShouldBe(1, work.Errors);
        work.Errors.ShouldStartWith($"platform: --gpus {gpus}: ");
        work.Errors.Trim().Split('\n').Length.ShouldBe(1, work.Errors);
    }

    [Fact]
    public async Task Processes_are_one_a_GPU_or_so_many_on_the_CPU()
    {
        await using var work = await PlatformProgram.RunAsync(_home.Path, ["work", "--gpus", "0", "--processes", "2"]);
        (work.ExitCode, work.Errors).ShouldSatisfyAllConditions(r => r.ExitCode.ShouldBe(2), r => r.Errors.ShouldContain("give one of them"));
    }

    [Fact]
    public async Task Workers_of_a_sweep_without_a_broker_are_refused_before_it_begins()
    {
        await using var run = await PlatformProgram.RunAsync(_home.Path, ["sweep", "run", "dupl-shapes-ladder", "--tracker", "http://127.0.0.1:1/", "--workers", "2"]);
        run.ExitCode.ShouldBe(1, run.Errors);
        run.Errors.ShouldContain("--workers with a tracker needs its broker");
    }

    public void Dispose() => _home.Dispose();
}
