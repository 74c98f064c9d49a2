using Platform.Contracts;
using Platform.TestKit;
using Platform.Trainer.Journal;

namespace Platform.Trainer.Tests.Journal;

/// <summary>Without a broker: one process, the bus in memory.</summary>
public sealed class JournalPublisherTests : IDisposable
{
    readonly SomeJournal _some = new();

    public void Dispose() => _some.Dispose();

    [Fact]
    public async Task Every_line_arrives_byte_for_byte_and_in_order_while_the_run_goes_on()
    {
        await using var tracker = await ListeningBus.StartAsync(new());
        using var journal = _some.Open();
        await using var publisher = JournalPublisher.Start(tracker.Bus, _some.Folder, journal);
        journal.Append(SomeJournal.Started);
        await Eventually.Holds(() => tracker.Lines.Count == 1, "the first line arrived");
        for (var i = 0; i < 1500; i++)
            journal.Append(SomeJournal.Log($"{i} \"ü\" {new string('x', i)}"));
        journal.Flush();
        (await publisher.StopAsync(Patience.OfWait)).ShouldBe(new(1501, 1501, null));
        await Eventually.Holds(() => tracker.Lines.Count == 1501, "all lines arrived");
        tracker.AsFile.ShouldBe(_some.Bytes);
    }

    [Fact]
    public async Task A_live_line_arrives_without_waiting_for_more()
    {
        await using var tracker = await ListeningBus.StartAsync(new());
        using var journal = _some.Open();
        await using var publisher = JournalPublisher.Start(tracker.Bus, _some.Folder, journal);
        journal.Append(SomeJournal.Log("live"));
        await Eventually.Holds(() => tracker.Lines.Count == 1, "the line arrived");
    }

    [Fact]
    public async Task In_memory_every_process_delivers_from_the_start()
    {
        _some.Holding(3);
        for (var i = 0; i < 2; i++)
        {
            await using var tracker = await ListeningBus.StartAsync(new());
            await using var publisher = JournalPublisher.Start(tracker.Bus, _some.Folder);
            (await publisher.DrainAsync(Patience.OfWait)).ShouldBe(new(3, 3, null));
        }
        File.Exists(_some.Folder.Cursor).ShouldBeFalse();
    }

    [Fact]
    public async Task A_damaged_journal_is_delivered_up_to_the_damage_and_the_report_says_where()
    {
        _some.Holding(3);
        File.AppendAllText(_some.Folder.Journal, "damage\n");
        await using var tracker = await ListeningBus.StartAsync(new());
        await using var publisher = JournalPublisher.Start(tracker.Bus, _some.Folder);
        var report = await publisher.DrainAsync(Patience.OfWait);
        report.Delivered.ShouldBe(3);
        report.Total.ShouldBe(4);
        report.Problem.ShouldNotBeNull().ShouldContain("entry 4 at byte");
    }

    [Fact]
    public async Task A_sync_delivers_every_run_below_the_folder()
    {
        using var other = new SomeJournal().Holding(2);
        _some.Holding(4);
        var runs = Directory.CreateDirectory(Path.Combine(_some.Folder.Path, "runs")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(runs, "linked"), other.Folder.Path);
        await using var tracker = await ListeningBus.StartAsync(new());
        var synced = new List<SyncedRun>();
        await foreach (var run in new JournalSync(tracker.Bus).DeliverAsync(_some.Folder.Path))
            synced.Add(run);
        synced[0].ShouldBe(new(_some.Folder.Path, new(4, 4, null)));
        synced.Sum(s => s.Delivery.Delivered).ShouldBe(6);
    }

    [Fact]
    public void A_folder_without_a_journal_is_an_error()
    {
        Should.Throw<UserErrorException>(() => JournalSync.Find(_some.Folder.Path)).Message
            .ShouldBe($"no journal.jsonl in or below {_some.Folder.Path}; name the folder of a run or of several");
        Should.Throw<UserErrorException>(() => JournalSync.Find(_some.Folder.Path + "/nowhere")).Message
            .ShouldBe($"there is no folder {_some.Folder.Path}/nowhere");
    }

    [Fact]
    public async Task Heartbeats_say_which_run_and_where_it_is()
    {
        await using var listener = await ListeningBus.StartAsync(new());
        await using var heartbeats = HeartbeatPublisher.Start(listener.Bus,
            () => new() { Trainer = "here", SentAt = DateTimeOffset.UnixEpoch, RunId = _some.RunId, Attempt = 2, Iteration = 17 }, TimeProvider.System);
        await Eventually.Holds(() => !listener.Heartbeats.IsEmpty, "a heartbeat came");
        var beat = listener.Heartbeats.First();
        (beat.RunId, beat.Attempt, beat.Iteration).ShouldBe((_some.RunId, 2, 17));
    }
}
