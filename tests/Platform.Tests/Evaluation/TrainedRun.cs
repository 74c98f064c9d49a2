using Platform.TestKit;
using Platform.Trainer;

namespace Platform.Tests.Evaluation;

/// <summary>A run of thirty iterations for tests that only read it or add to its journal.</summary>
public sealed class TrainedRun : IAsyncLifetime
{
    public TempFolder Home { get; } = new();

    public RunFolder Run { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await using var program = await PlatformProgram.RunAsync(
            Home.Path, ["train", "tiny-shapes", "--offline", "--set", "iterations=30", "--set", "schedule.evaluateEvery=30"]);
        program.ExitCode.ShouldBe(0, program.Errors + program.Output);
        Run = new(Directory.GetDirectories(Home.Sub("runs")).ShouldHaveSingleItem());
    }

    public Task DisposeAsync()
    {
        Home.Dispose();
        return Task.CompletedTask;
    }
}
