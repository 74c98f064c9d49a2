using System.Text;
using Platform.Contracts.Api;
using Platform.TestKit;

namespace Platform.Tests.InService;

/// <summary>The one claim everything here is about: file and tracker hold the same bytes, packed or not, none missing, none twice.</summary>
static class Whole
{
    public static async Task ShouldHoldAsync(TrainerProcess trainer, TrackerProcess tracker, RunStatus status = RunStatus.Completed)
    {
        var journal = trainer.Lines();
        journal.ShouldNotBeEmpty();
        await Eventually.Holds(
            async () => (await tracker.Client.JournalStateAsync(trainer.Run))?.AppliedSequence == journal.Length,
            $"all {journal.Length} entries are applied");

        Texts(await AllLinesAsync(tracker.Client, trainer.Run)).ShouldBe(journal);
        var run = (await tracker.Client.RunAsync(trainer.Run)).ShouldNotBeNull();
        run.Journal.Stored.ShouldBe(journal.Length);
        run.Journal.Gaps.ShouldBeEmpty();
        run.Journal.Conflicts.ShouldBe(0);
        run.Journal.BrokenAt.ShouldBeNull();
        run.Summary.Status.ShouldBe(status);
    }

    // several pages, so that paging is walked too
    static async Task<List<byte[]>> AllLinesAsync(TrackerClient client, Guid run)
    {
        var lines = new List<byte[]>();
        while (await client.JournalAsync(run, after: lines.Count, take: 7) is { Count: > 0 } page)
            lines.AddRange(page);
        return lines;
    }

    static string[] Texts(IEnumerable<byte[]> lines) => [.. lines.Select(Encoding.UTF8.GetString)];
}
