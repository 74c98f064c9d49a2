using System.Collections.Concurrent;
using MassTransit;
using Platform.Contracts.Commands;
using Platform.Contracts.Events;
using Platform.TestKit;
using Platform.Tracker.Journal;

namespace Platform.Tracker.Tests.Journal;

public sealed class MissingEntriesTests
{
    [Fact(Timeout = 60_000)]
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

        await Eventually.Holds(() => asked.Count >= 2, "the tracker asks by itself, for every gap");
        asked.Select(a => (a.RunId, a.From, a.To)).ShouldBe([(alive.RunId, 2, 2), (alive.RunId, 4, 5)], ignoreOrder: true);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_gap_is_not_asked_for_at_first_sight_nor_at_every_look()
    {
        await using var host = await TestHost.StartAsync();
        var published = new ConcurrentQueue<ResendEntries>();
        var endpoint = host.Get<IBus>().ConnectReceiveEndpoint($"asked-{Guid.CreateVersion7():N}", e => e.Handler<ResendEntries>(context =>
        {
            published.Enqueue(context.Message);
            return Task.CompletedTask;
        }));
        await endpoint.Ready;
        var journal = Gapped();
        await host.Get<JournalStore>().StoreAsync([journal.Lines[2]], CancellationToken.None);
        var trainers = new HeardTrainers(TimeProvider.System);
        trainers.Heard(new() { Trainer = "here", SentAt = SomeJournal.Begin, RunId = journal.RunId });
        var missing = new MissingEntries(host.Get<Microsoft.EntityFrameworkCore.IDbContextFactory<Platform.Tracker.Storage.TrackerDb>>(), trainers,
            host.Get<IBus>(), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<MissingEntries>.Instance);

        await missing.LookAsync(CancellationToken.None);
        published.ShouldBeEmpty();
        for (var look = 0; look < 3; look++)
            await missing.LookAsync(CancellationToken.None);

        await Eventually.Holds(() => published.Count == 1, "it asked");
        (published.Single().From, published.Single().To).ShouldBe((1, 2));
    }

    static SomeJournal Gapped() => new SomeJournal().Started().Metric("loss", 1, 3).Metric("loss", 2, 2).Metric("loss", 3, 1).Metric("loss", 4, 1).Metric("loss", 5, 1);
}
