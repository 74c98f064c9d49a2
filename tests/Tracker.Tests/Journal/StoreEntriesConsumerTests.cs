using System.Collections.Concurrent;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Platform.Contracts;
using Platform.Contracts.Journal;
using Platform.Tracker.Journal;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Tests.Journal;

public sealed class StoreEntriesConsumerTests
{
    [Fact(Timeout = Patience.OfTest)]
    public async Task What_is_published_is_stored_and_told()
    {
        await using var host = await TestHost.StartAsync();
        var journal = SomeJournal.Whole(20);

        await host.PublishAsync(journal.Lines);

        await Eventually.Holds(() => host.Notices.Any(n => n.RunId == journal.RunId && n.AppliedSequence == journal.Lines.Count),
            "the last notice tells of the last entry");
        (await host.Client.JournalAsync(journal.RunId)).ShouldBe(journal.Lines);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task Notices_are_coalesced_and_the_last_one_is_sent()
    {
        await using var host = await TestHost.StartAsync();
        var clock = new HandClock();
        using var notices = new RunNotices(host.Get<IBus>(), host.Get<IOptions<TrackerOptions>>(), clock, NullLogger<RunNotices>.Instance);
        await notices.StartAsync(CancellationToken.None);
        var run = Guid.CreateVersion7();

        for (var sequence = 1; sequence <= 1000; sequence++)
            notices.Add([new() { RunId = run, AppliedSequence = sequence }]);

        await Eventually.Holds(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return host.Notices.Any(n => n.AppliedSequence == 1000);
        }, "the last notice arrives");
        host.Notices.Count.ShouldBeLessThanOrEqualTo(2, "one while they came, as the pause after it was not over, and the last");
        await notices.StopAsync(CancellationToken.None);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_poisonous_message_reaches_the_error_queue_as_it_came_in_memory() => await PoisonAsync(new());

    [ServicesFact(Timeout = Patience.OfTest)]
    public async Task A_poisonous_message_reaches_the_error_queue_as_it_came_on_rabbitmq() =>
        await PoisonAsync(new() { Kind = BusOptions.RabbitMq, Uri = TestServices.RabbitMq! });

    [ServicesFact(Timeout = Patience.OfTest)]
    public async Task While_the_database_takes_nothing_messages_wait()
    {
        var database = await TestDatabase.CreateAsync("postgres");
        await database.ExecuteAsync("DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET lock_timeout = ''100ms''', current_database()); END $$");
        await using var host = await TestHost.StartAsync(onto: database);
        var journal = new SomeJournal().Started().Metrics(1);
        await using var db = host.Get<IDbContextFactory<TrackerDb>>().CreateDbContext();
        await using (await db.Database.BeginTransactionAsync())
        {
            await db.Database.ExecuteSqlRawAsync("LOCK TABLE journal_entries");
            await host.PublishAsync(journal.Lines);
            await Eventually.Holds(
                () => host.Logged.Count(l => l.StartsWith("DatabaseAway", StringComparison.Ordinal)) >= 2, "storing is tried again");
        }

        await Eventually.Holds(async () => (await host.Client.StatusAsync()).Entries == 2, "all is stored once the database is back");
        (await host.Client.StatusAsync()).DeadLetters.ShouldBe(0);
    }

    static async Task PoisonAsync(BusOptions bus)
    {
        await using var host = await TestHost.StartAsync(bus: bus);
        var journal = new SomeJournal().Started().Metrics(1);
        byte[] poison = [.. "{\"type\":\"no"u8, 0xFF, .. Guid.CreateVersion7().ToByteArray()];
        var errors = new ConcurrentQueue<byte[]>();
        // In memory nothing waits in a queue nobody reads; on RabbitMQ it must.
        if (bus.Kind == BusOptions.InMemory)
            await ListenAsync(host, errors);

        await host.PublishAsync(journal.Lines[0], poison, journal.Lines[1]);

        await Eventually.Holds(async () => (await host.Client.JournalAsync(journal.RunId)).Count == 2, "the rest is stored");
        // the broker's queue may hold what other tests have left
        await Eventually.Holds(async () => await KeptAsync(host, poison), "the poison is kept");
        if (bus.Kind == BusOptions.RabbitMq)
            await ListenAsync(host, errors);
        await Eventually.Holds(() => errors.Any(e => e.AsSpan().SequenceEqual(poison)), "the error queue holds the bytes");
    }

    static async Task<bool> KeptAsync(TestHost host, byte[] bytes)
    {
        foreach (var letter in await host.Client.DeadLettersAsync())
            if ((await host.Client.DeadLetterBytesAsync(letter.Id))?.SequenceEqual(bytes) == true)
                return true;
        return false;
    }

    static Task ListenAsync(TestHost host, ConcurrentQueue<byte[]> errors) =>
        host.Get<IBus>().ConnectReceiveEndpoint(BusSetup.JournalErrorQueue, endpoint =>
        {
            endpoint.ConfigureConsumeTopology = false;
            endpoint.ConfigureJournalEndpoint(); // for its reading of bodies nobody can parse
            endpoint.Handler<JournalLine>(context =>
            {
                errors.Enqueue(context.ReceiveContext.Body.GetBytes());
                return Task.CompletedTask;
            });
        }).Ready;
}
