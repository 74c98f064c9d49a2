using Platform.TestKit;
using Platform.Tests.InService;

namespace Platform.Tests.Imports;

/// <summary>A run that somebody deleted comes back when somebody says so, and only then.</summary>
public sealed class DeletedRunTests : IDisposable
{
    readonly TempFolder _home = new();

    public void Dispose() => _home.Dispose();

    [Fact(Timeout = Patience.OfTest)]
    public async Task Importing_the_log_of_a_deleted_run_names_the_run_and_says_how_it_comes_back()
    {
        File.WriteAllLines(_home.Sub("train.log"), ["batch_size: 4", .. Enumerable.Range(1, 20).Select(i => $"Iter: {200 * i}; loss: 0.{99 - i}; lr: 1e-4")]);
        var imported = await Run(0, "import", "train.log");
        imported.ShouldContain("entries stored");
        var run = Guid.Parse(imported.Split("  run ")[1].Split(',')[0]);
        await OwnTracker.DeleteAsync(_home.Sub("data", "tracker.db"), run);

        await using (var again = await PlatformProgram.RunAsync(_home.Path, ["import", "train.log"]))
        {
            again.ExitCode.ShouldBe(1, again.Output);
            var line = again.Errors.Trim().Split('\n').ShouldHaveSingleItem();
            line.ShouldContain($"run {run} was deleted from the tracker on 20");
            line.ShouldContain("--restore takes it in again");
        }
        (await Run(0, "import", "train.log", "--restore")).ShouldContain(" entries stored");
        (await Run(0, "import", "train.log")).ShouldContain("the tracker has it already: nothing changed");
    }

    [ServicesFact]
    public async Task Sync_names_a_deleted_run_restores_it_when_told_to_and_brings_what_the_tracker_lacks()
    {
        await using var trainer = TrainerProcess.Start(_home.Path, iterations: 20);
        await using var tracker = await TrackerProcess.StartAsync(_home.Path);
        await trainer.Completed();
        await Whole.ShouldHoldAsync(trainer, tracker);

        (await tracker.Client.DeleteRunAsync(trainer.Run)).ShouldBeNull();
        (await Sync(tracker)).ShouldContain($"not delivered: run {trainer.Run} was deleted from the tracker on 20");
        (await tracker.Client.RunAsync(trainer.Run)).ShouldBeNull();
        (await Sync(tracker, "--restore")).ShouldContain("entries delivered");
        await Whole.ShouldHoldAsync(trainer, tracker);

        // the broker has confirmed every entry, and the tracker has none of them
        (await tracker.Client.DeleteRunAsync(trainer.Run)).ShouldBeNull();
        (await tracker.Client.RestoreRunAsync(trainer.Run)).ShouldBeTrue();
        (await Sync(tracker)).ShouldContain("entries delivered");
        await Whole.ShouldHoldAsync(trainer, tracker);
    }

    async Task<string> Sync(TrackerProcess tracker, params string[] more)
    {
        await using var sync = await PlatformProgram.RunAsync(_home.Path, ["sync", "runs", "--tracker", tracker.Url, .. more],
            ("PLATFORM_Bus__Kind", "rabbitmq"), ("PLATFORM_Bus__Uri", TestServices.RabbitMq!));
        sync.ExitCode.ShouldBe(0, sync.Errors + sync.Output);
        return sync.Output;
    }

    async Task<string> Run(int code, params string[] arguments)
    {
        await using var program = await PlatformProgram.RunAsync(_home.Path, arguments);
        program.ExitCode.ShouldBe(code, $"{string.Join(' ', arguments)}\n{program.Output}{program.Errors}");
        return program.Output;
    }
}
