using Platform.Contracts.Journal;
using Platform.TestKit;

namespace Platform.Faults;

static class WholeRuns
{
    /// <summary>Every line of every run's journal is stored once, byte for byte, and the projections are what a replay makes of them.</summary>
    public static async Task ShouldBeWholeAsync(this Rig rig)
    {
        foreach (var run in await rig.SettleAsync())
        {
            run.IsWhole.ShouldBeTrue("the journal itself is whole");
            var stored = await rig.StoredLinesAsync(run.Run);
            stored.Select(Convert.ToHexString).ShouldBe(run.Lines.Select(Convert.ToHexString), $"run {run.Run}: other lines than its journal");
            var state = (await rig.JournalStateAsync(run.Run)).ShouldNotBeNull();
            (state.Stored, state.AppliedSequence, state.Gaps.Count, state.Conflicts, state.BrokenAt, state.HeadHash)
                .ShouldBe((run.Lines.Count, run.Lines.Count, 0, 0, null, JournalEntry.HashOf(run.Lines[^1])));
        }
        var before = await rig.ProjectionsAsync();
        await rig.ReplayAsync();
        var after = await rig.ProjectionsAsync();
        foreach (var (path, shown) in before)
            after[path].ShouldBe(shown, path);
    }
}
