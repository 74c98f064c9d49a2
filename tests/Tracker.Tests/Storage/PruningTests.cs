using Microsoft.EntityFrameworkCore;
using Platform.Contracts;
using Platform.Contracts.Api;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Tests.Storage;

public sealed class PruningTests
{
    static readonly PruneRule s_old = new() { QuietSince = SomeJournal.Begin.AddDays(1) };

    [Theory, OnSqlite, OnPostgres]
    public async Task Old_runs_go_with_all_they_have_and_audited_ones_stay(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        var (old, audited, running) = (SomeJournal.Interrupted(4), SomeJournal.Interrupted(4), new SomeJournal().Started().Metrics(1));
        await tracker.StoreAsync([.. old.Lines, .. audited.Lines, .. running.Lines]);
        await tracker.PackAsync();
        await using var db = tracker.OpenDb();
        await db.Runs.Where(r => r.Id == audited.RunId).ExecuteUpdateAsync(r => r.SetProperty(x => x.Audited, true));

        (await tracker.Pruning.FindAsync(s_old, default)).ShouldHaveSingleItem().Id.ShouldBe(old.RunId);
        foreach (var run in (Guid[])[old.RunId, audited.RunId, running.RunId])
            (await tracker.Pruning.DeleteAsync(run, s_old, default)).ShouldBe(run == old.RunId);

        (await db.Runs.Select(r => r.Id).ToListAsync()).ShouldBe([audited.RunId, running.RunId], ignoreOrder: true);
        (await db.JournalSegments.AnyAsync(s => s.RunId == old.RunId)).ShouldBeFalse();
        (await db.MetricChunks.AnyAsync(c => c.RunId == old.RunId)).ShouldBeFalse();
        (await tracker.Journal.LinesAsync(audited.RunId, 0, 10_000, default)).ShouldBe(audited.Lines);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Only_what_every_rule_takes_goes(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        var journal = SomeJournal.Interrupted(4);
        await tracker.StoreAsync(journal.Lines);

        (await tracker.Pruning.FindAsync(new() { QuietSince = SomeJournal.Begin }, default)).ShouldBeEmpty("it is younger");
        (await tracker.Pruning.FindAsync(s_old with { Archived = true }, default)).ShouldBeEmpty("it is not archived");
        (await tracker.Pruning.FindAsync(s_old with { Status = RunStatus.Failed }, default)).ShouldBeEmpty("it completed");
        (await tracker.Pruning.FindAsync(s_old with { Project = "other" }, default)).ShouldBeEmpty("it is another project's");
        (await tracker.Pruning.FindAsync(s_old with { Status = RunStatus.Completed, Project = "wsss" }, default)).Count.ShouldBe(1);
    }

    [Fact]
    public void A_rule_that_would_take_everything_is_refused() =>
        Should.Throw<UserErrorException>(() => new PruneRule().Check()).Message.ShouldContain("--older-than");
}
