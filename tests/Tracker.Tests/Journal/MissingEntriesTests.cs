using System.Collections.Concurrent;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Contracts.Commands;
using Platform.Contracts.Events;
using Platform.Tracker.Journal;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Tests.Journal;

public sealed class MissingEntriesTests
{
    [Fact(Timeout = Patience.OfTest)]
    public async Task A_living_trainer_is_asked_for_all_that_is_missing_and_nobody_for_a_dead_ones()
    {
        await using var host = await TestHost.StartAsync();
        var asked = new ConcurrentQueue<ResendEntries>();
        var endpoint = host.Get<IBus>().ConnectReceiveEndpoint($"asked-{Guid.CreateVersion7():N}", e => e.Handler<ResendEntries>(context =>
        {
            asked.Enqueue(context.Message);
            return Task.CompletedTask;
        }));
        await endpoint.Ready;
        var (alive, dead) = (Gapped(), Gapped());
        foreach (var journal in (SomeJournal[])[alive, dead])
            await host.Get<JournalStore>().StoreAsync([journal.Lines[0], journal.Lines[2], journal.Lines[5]], CancellationToken.None);

        await host.Get<IBus>().Publish(new HeartbeatSent { Trainer = "here", SentAt = SomeJournal.Begin, RunId = alive.RunId });

        // more than once after a while, of which the others tell
        HashSet<(Guid, long, long)> Gaps() => [.. asked.Select(a => (a.RunId, a.From, a.To))];
        await Eventually.Holds(() => Gaps().Count >= 2, "the tracker asks by itself, for every gap");
        Gaps().ShouldBe([(alive.RunId, 2, 2), (alive.RunId, 4, 5)], ignoreOrder: true);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_gap_is_not_asked_for_at_first_sight_nor_at_every_look()
    {
        await using var rig = await Asking.StartAsync();
        var journal = Gapped();
        await rig.StoreAsync(journal.Lines[2]);
        rig.Trainers.Heard(new() { Trainer = "here", SentAt = SomeJournal.Begin, RunId = journal.RunId });

        await rig.LookAsync(times: 4);

        rig.Asked.ShouldBe([(journal.RunId, 1, 2)]);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task What_nobody_can_fill_is_asked_for_ever_more_rarely()
    {
        await using var rig = await Asking.StartAsync();
        var journal = Gapped();
        await rig.StoreAsync(journal.Lines[2]);
        for (var second = 0; second < 240; second += 2)
        {
            rig.Trainers.Heard(new() { Trainer = "here", SentAt = SomeJournal.Begin, RunId = journal.RunId });
            await rig.LookAsync(times: 1);
            rig.Clock.Advance(TimeSpan.FromSeconds(2));
        }
        rig.Asked.Count.ShouldBe(5, "after 2, 18, 48, 108 and 228 seconds");
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task The_end_of_a_journal_that_its_trainer_delivered_is_asked_for_though_no_entry_follows()
    {
        await using var rig = await Asking.StartAsync();
        var (lost, whole) = (Gapped(), Gapped());
        await rig.StoreAsync([.. lost.Lines.Take(3), .. whole.Lines]);
        // both runs have ended: the trainer is at another one
        rig.Trainers.Heard(Delivered(new(lost.RunId, 1, 6), new(whole.RunId, 1, 6), new(Guid.CreateVersion7(), 1, 9)) with { RunId = Guid.CreateVersion7() });

        await rig.LookAsync(times: 1);
        rig.Asked.ShouldBeEmpty("it may be on its way");
        await rig.LookAsync(times: 3);

        rig.Asked.ShouldBe([(lost.RunId, 4, 6)]);
        await rig.StoreAsync(lost.Lines);
        rig.Clock.Advance(TimeSpan.FromSeconds(19));
        await rig.LookAsync(times: 3);
        rig.Asked.Count.ShouldBe(1, "it came");
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task An_end_is_not_asked_for_while_entries_wait_in_the_queue()
    {
        await using var rig = await Asking.StartAsync();
        var journal = Gapped();
        await rig.StoreAsync([.. journal.Lines.Take(3)]);
        rig.Trainers.Heard(Delivered(new DeliveredJournal(journal.RunId, 1, 6)));

        rig.QueueIsDrained = false;
        await rig.LookAsync(times: 4);
        rig.Asked.ShouldBeEmpty();
        rig.QueueIsDrained = true;
        await rig.LookAsync(times: 1);
        rig.Asked.ShouldBe([(journal.RunId, 4, 6)]);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task The_end_of_a_deleted_run_and_that_of_an_attempt_that_lost_its_lease_are_not_asked_for()
    {
        await using var rig = await Asking.StartAsync();
        var (deleted, fenced) = (SomeJournal.Interrupted(3), Gapped());
        await rig.StoreAsync([.. deleted.Lines, .. fenced.Lines.Take(3)]);
        (await rig.Host.Client.DeleteRunAsync(deleted.RunId)).ShouldBeNull();
        await using (var db = await rig.Host.Get<IDbContextFactory<TrackerDb>>().CreateDbContextAsync())
            await db.Runs.Where(r => r.Id == fenced.RunId).ExecuteUpdateAsync(row => row.SetProperty(r => r.FenceAttempt, 2));

        rig.Trainers.Heard(Delivered(new(deleted.RunId, 1, 3), new(fenced.RunId, 1, 6)));
        await rig.LookAsync(times: 3);
        rig.Asked.ShouldBeEmpty();
        rig.Trainers.Heard(Delivered(new DeliveredJournal(fenced.RunId, 2, 5)));
        await rig.LookAsync(times: 3);
        rig.Asked.ShouldBe([(fenced.RunId, 4, 5)]);
    }

    static HeartbeatSent Delivered(params DeliveredJournal[] journals) => new() { Trainer = "here", SentAt = SomeJournal.Begin, Journals = journals };

    static SomeJournal Gapped() => new SomeJournal().Started().Metric("loss", 1, 3).Metric("loss", 2, 2).Metric("loss", 3, 1).Metric("loss", 4, 1).Metric("loss", 5, 1);

    /// <summary>A tracker's storage and what asks, which looks when told to and says whom it asked for what.</summary>
    sealed class Asking : IAsyncDisposable
    {
        readonly ConcurrentQueue<ResendEntries> _asked = [];
        readonly MissingEntries _missing;

        Asking(TestHost host)
        {
            Host = host;
            Trainers = new(Clock);
            _missing = new(host.Get<IDbContextFactory<TrackerDb>>(), Trainers, host.Get<IBus>(), _ => Task.FromResult(QueueIsDrained), Clock, NullLogger<MissingEntries>.Instance);
        }

        public TestHost Host { get; }
        public HandClock Clock { get; } = new();
        public HeardTrainers Trainers { get; }
        public bool QueueIsDrained { get; set; } = true;

        /// <summary>After a marker has come the same way, so that nothing is still to be heard.</summary>
        public IReadOnlyList<(Guid Run, long From, long To)> Asked => [.. _asked.Where(a => a.RunId != Guid.Empty).Select(a => (a.RunId, a.From, a.To))];

        public static async Task<Asking> StartAsync()
        {
            var rig = new Asking(await TestHost.StartAsync());
            await rig.Host.Get<IBus>().ConnectReceiveEndpoint($"asked-{Guid.CreateVersion7():N}", endpoint =>
            {
                endpoint.ConcurrentMessageLimit = 1; // or the marker may be taken before what came before it
                endpoint.Handler<ResendEntries>(context =>
                {
                    rig._asked.Enqueue(context.Message);
                    return Task.CompletedTask;
                });
            }).Ready;
            return rig;
        }

        public Task StoreAsync(params IReadOnlyList<byte[]> lines) => Host.Get<JournalStore>().StoreAsync(lines, CancellationToken.None);

        public async Task LookAsync(int times)
        {
            for (var look = 0; look < times; look++)
                await _missing.LookAsync(CancellationToken.None);
            var markers = _asked.Count(a => a.RunId == Guid.Empty);
            await Host.Get<IBus>().Publish(new ResendEntries { RunId = Guid.Empty, From = 1, To = 1 });
            await Eventually.Holds(() => _asked.Count(a => a.RunId == Guid.Empty) > markers, "the marker came");
        }

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
