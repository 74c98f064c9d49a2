using System.Text;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Contracts.Events;

namespace Platform.Tracker.Tests.Journal;

public sealed class JournalStoreTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_line_delivered_twice_is_stored_once(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        var journal = new SomeJournal().Started().Metrics(1);

        (await tracker.StoreAsync([.. journal.Lines, .. journal.Lines])).Stored.ShouldBe(2);
        var again = await tracker.StoreAsync(journal.Lines);

        again.Stored.ShouldBe(0);
        again.Conflicts.ShouldBe(0);
        again.Changed.ShouldBeEmpty();
        await using var db = tracker.OpenDb();
        (await db.JournalEntries.OrderBy(e => e.Sequence).Select(e => e.Bytes).ToListAsync()).ShouldBe(journal.Lines);
        (await db.MetricTotals.Select(t => t.Count).Distinct().SingleAsync()).ShouldBe(50);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Entries_that_come_early_wait_and_the_gap_shows_until_it_closes(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        var journal = new SomeJournal().Started().Metric("loss", 1, 3, 2).Metric("loss", 3, 1).Metric("loss", 4, 0.5).Completed(4);

        await tracker.StoreAsync(journal.Lines[0], journal.Lines[2], journal.Lines[4]);
        var open = await tracker.Journal.StateAsync(journal.RunId, default);
        open.ShouldNotBeNull();
        (open.Stored, open.HighestSequence, open.AppliedSequence).ShouldBe((3, 5, 1));
        open.Gaps.ShouldBe([new SequenceRange(2, 2), new SequenceRange(4, 4)]);
        (await SeriesAsync(tracker, journal, "loss")).ShouldBeEmpty();

        var changed = (await tracker.StoreAsync(journal.Lines[3], journal.Lines[1])).Changed.ShouldHaveSingleItem();
        changed.AppliedSequence.ShouldBe(5);
        var closed = await tracker.Journal.StateAsync(journal.RunId, default);
        closed!.Gaps.ShouldBeEmpty();
        closed.AppliedSequence.ShouldBe(5);
        closed.BrokenAt.ShouldBeNull();
        (await SeriesAsync(tracker, journal, "loss")).ShouldBe([3, 2, 1, 0.5]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_run_is_not_listed_before_its_start_is_known(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        var journal = new SomeJournal().Started().Metrics(1);

        await tracker.StoreAsync(journal.Lines[1]);
        (await tracker.Runs.PageAsync(new(), default)).Total.ShouldBe(0);
        (await tracker.Journal.StateAsync(journal.RunId, default))!.Stored.ShouldBe(1);

        await tracker.StoreAsync(journal.Lines[0]);
        (await tracker.Runs.PageAsync(new(), default)).Runs.ShouldHaveSingleItem().AppliedSequence.ShouldBe(2);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Other_bytes_under_a_stored_sequence_are_kept_apart(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        var journal = new SomeJournal().Started().Metric("loss", 1, 3);
        var forged = new SomeJournal { RunId = journal.RunId }.Started().Metric("loss", 1, 0.1);
        await tracker.StoreAsync(journal.Lines);

        (await tracker.StoreAsync(forged.Lines[1])).Conflicts.ShouldBe(1);
        await tracker.StoreAsync(forged.Lines[1]);

        var conflict = (await tracker.Journal.ConflictsAsync(journal.RunId, default))!.ShouldHaveSingleItem();
        conflict.Sequence.ShouldBe(2);
        conflict.Hash.ShouldNotBe(conflict.StoredHash);
        (await tracker.Journal.StateAsync(journal.RunId, default))!.Conflicts.ShouldBe(1);
        (await tracker.Journal.StatusAsync(default)).Conflicts.ShouldBe(1);
        (await SeriesAsync(tracker, journal, "loss")).ShouldBe([3]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_claims_to_a_sequence_in_one_batch_are_a_conflict(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        var journal = new SomeJournal().Started();
        var forged = new SomeJournal { RunId = journal.RunId }.Started("forged");

        (await tracker.StoreAsync(journal.Lines[0], forged.Lines[0], journal.Lines[0])).Conflicts.ShouldBe(1);

        (await tracker.Runs.DetailAsync(journal.RunId, default))!.Summary.Name.ShouldBe("run");
        (await tracker.Journal.StateAsync(journal.RunId, default))!.Conflicts.ShouldBe(1);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_line_that_cannot_be_taken_is_kept_with_its_reason_and_does_not_hold_up_the_others(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        var journal = new SomeJournal().Started().Metric("loss", 1, 3);
        byte[] poison = [.. "{\"type\":\"run-started\""u8, 0xFF, 0x00];

        var outcome = await tracker.StoreAsync(journal.Lines[0], poison, journal.Lines[1], poison);
        await tracker.StoreAsync(poison);

        outcome.Stored.ShouldBe(2);
        outcome.Refused.Select(r => r.Place).ShouldBe([1, 3]);
        var letter = (await tracker.DeadLetters.ListAsync(0, 10, false, default)).ShouldHaveSingleItem();
        letter.Reason.ShouldNotBeEmpty();
        letter.SizeBytes.ShouldBe(poison.Length);
        (await tracker.DeadLetters.BytesAsync(letter.Id, default)).ShouldBe(poison);
        (await tracker.Journal.StatusAsync(default)).DeadLetters.ShouldBe(1);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_entry_that_does_not_link_is_found(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        var journal = new SomeJournal().Started().Metric("loss", 1, 3);
        journal.Add(new LogWritten { Stream = "out", Lines = ["rewritten"] }, previousHash: new('a', 64)).Completed(1);

        await tracker.StoreAsync(journal.Lines);

        var state = await tracker.Journal.StateAsync(journal.RunId, default);
        state!.BrokenAt.ShouldBe(3);
        state.AppliedSequence.ShouldBe(4);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Text_no_database_can_hold_does_not_stop_the_tracker(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        var journal = new SomeJournal().Started("nul \0 in a name").Console("progress \0 bar").Metric("a\0b", 1, 1);

        (await tracker.StoreAsync(journal.Lines)).Stored.ShouldBe(3);

        (await tracker.Runs.DetailAsync(journal.RunId, default))!.Summary.Name.ShouldBe("nul \uFFFD in a name");
        (await tracker.Journal.LinesAsync(journal.RunId, 0, 10, default)).ShouldBe(journal.Lines);
    }

    [Theory]
    [InlineData("""{"type":"metrics-logged",H,"iterations":[1,2],"values":{"loss":[1]}}""", "values of 'loss' are 1, iterations are 2")]
    [InlineData("""{"type":"metrics-logged",H,"iterations":[1],"values":{"loss":null}}""", "values of 'loss' are 0, iterations are 1")]
    [InlineData("""{"type":"metrics-logged",H,"iterations":[],"values":{"":[]}}""", "a metric's name has 0 characters")]
    [InlineData("""{"type":"evaluation-completed",H,"iteration":1,"split":"val","output":"seg","network":"student","protocol":{"scales":[1],"flip":false,"crf":false,"imageLabels":false,"ignoreIndex":255,"thresholds":{}},"classNames":[],"confusion":[],"imageCount":1,"meanIou":1}""", "classNames is empty")]
    [InlineData("""{"type":"metrics-logged",H,"iterations":[1],"values":null}""", "values")]
    [InlineData("""{"type":"phase-changed",H,"iteration":1,"to":null,"reason":"schedule"}""", "to")]
    [InlineData("""{"type":"log-written",H,"stream":"out","lines":["a",null]}""", "lines holds a null")]
    [InlineData("""{"type":"log-written",H,"stream":"out","lines":["\ud800"]}""", "")]
    [InlineData("""{"type":"log-written",H,"lines":["a"]}""", "stream")]
    [InlineData("""{"type":"previews-rendered",H,"iteration":1,"previews":[{"imageId":"a","kind":"cam","png":"AAAA"}]}""", "previews[0] (a, cam) is not a PNG")]
    [InlineData("""{"type":"never-heard-of",H}""", "never-heard-of")]
    [InlineData("""{"type":"log-written","runId":"x"}""", "")]
    [InlineData("""[]""", "")]
    [InlineData("null", "null")]
    [InlineData("", "")]
    public async Task A_malformed_entry_is_refused_before_it_is_stored(string line, string reason)
    {
        await using var tracker = await TestTracker.StartAsync("sqlite");
        const string Header = """
            "runId":"0198c0de-0000-7000-8000-000000000001","sequence":1,"attempt":1,"occurredAt":"2026-05-04T09:00:00Z","previousHash":"0"
            """;

        var outcome = await tracker.StoreAsync(Encoding.UTF8.GetBytes(line.Replace("H", Header, StringComparison.Ordinal)));

        outcome.Stored.ShouldBe(0);
        outcome.Refused.ShouldHaveSingleItem().Reason.ShouldContain(reason);
        (await tracker.Journal.StatusAsync(default)).ShouldBe(new(0, 0, 0, 1));
    }

    static async Task<IReadOnlyList<double>> SeriesAsync(TestTracker tracker, SomeJournal journal, string name) =>
        (await tracker.Metrics.SeriesAsync(journal.RunId, [name], null, null, null, default))!.Single().Values;
}
