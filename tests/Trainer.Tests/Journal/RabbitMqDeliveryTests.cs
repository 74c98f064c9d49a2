using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Platform.Contracts;
using Platform.TestKit;
using Platform.Trainer.Journal;
using RabbitMQ.Client;

namespace Platform.Trainer.Tests.Journal;

/// <summary>With a real broker, its quorum queue and its confirms.</summary>
[Collection(nameof(JournalQueueCollection))]
public sealed class RabbitMqDeliveryTests : IAsyncLifetime
{
    readonly SomeJournal _some = new();

    static BusOptions Broker => new() { Kind = BusOptions.RabbitMq, Uri = TestServices.RabbitMq! };

    public async Task InitializeAsync()
    {
        if (TestServices.RabbitMq is not null)
            await EmptyQueue();
    }

    public Task DisposeAsync()
    {
        _some.Dispose();
        return Task.CompletedTask;
    }

    [ServicesFact]
    public async Task A_journal_goes_through_the_queue_byte_for_byte_and_in_order_before_any_tracker_ran()
    {
        await DeleteQueue();
        _some.Holding(1200);
        await using (var trainer = await ListeningBus.StartAsync(Broker, listen: false))
        await using (var publisher = JournalPublisher.Start(trainer.Bus, _some.Folder))
            (await publisher.DrainAsync(Patience.OfWait)).ShouldBe(new(1200, 1200, null));
        (await QueuedAsync()).AsSpan().SequenceEqual(_some.Bytes).ShouldBeTrue("other bytes or another order");
    }

    [ServicesFact]
    public async Task A_second_publisher_goes_on_where_the_first_got_confirms_to()
    {
        _some.Holding(10);
        await using var tracker = await ListeningBus.StartAsync(Broker);
        await using (var publisher = JournalPublisher.Start(tracker.Bus, _some.Folder))
            await publisher.DrainAsync(Patience.OfWait);
        using (var journal = _some.Open())
            journal.Append(SomeJournal.Log("the eleventh"));
        await using (var publisher = JournalPublisher.Start(tracker.Bus, _some.Folder))
            (await publisher.DrainAsync(Patience.OfWait)).ShouldBe(new(11, 11, null));
        // at least once: what a busy broker confirms too late comes again, but nothing comes before what precedes it
        await Eventually.Holds(() => tracker.Lines.Select(Convert.ToHexString).Distinct().Count() == 11, "all arrived");
        tracker.Lines.Select(Convert.ToHexString).Distinct().ShouldBe(_some.Entries.Select(e => Convert.ToHexString(e.Bytes)));
    }

    [ServicesFact]
    public async Task A_cursor_that_cannot_be_written_stops_no_delivery()
    {
        _some.Holding(10);
        Directory.CreateDirectory(_some.Folder.Cursor);
        await using var trainer = await ListeningBus.StartAsync(Broker, listen: false);
        await using var publisher = JournalPublisher.Start(trainer.Bus, _some.Folder);
        (await publisher.DrainAsync(Patience.OfWait)).ShouldBe(new(10, 10, null));
    }

    [ServicesTheory]
    [InlineData("""{"sequence":5,"offset":100,"hash":"00"}""")]
    [InlineData("""{"sequence":5,"offset":99999999,"hash":"00"}""")]
    [InlineData("")]
    public async Task A_cursor_that_is_not_of_this_journal_is_not_believed(string cursor)
    {
        _some.Holding(10);
        File.WriteAllText(_some.Folder.Cursor, cursor);
        await using var tracker = await ListeningBus.StartAsync(Broker);
        await using var publisher = JournalPublisher.Start(tracker.Bus, _some.Folder);
        (await publisher.DrainAsync(Patience.OfWait)).ShouldBe(new(10, 10, null));
        await Eventually.Holds(() => tracker.Lines.Select(Convert.ToHexString).Distinct().Count() == 10, "all arrived");
    }

    [ServicesFact]
    public async Task What_is_journaled_while_the_broker_is_away_arrives_when_it_is_back()
    {
        await using var relay = new TcpRelay(new Uri(Broker.Uri).Port);
        var away = new BusOptions { Kind = BusOptions.RabbitMq, Uri = new UriBuilder(Broker.Uri) { Port = relay.Port }.ToString() };
        await using var trainer = await ListeningBus.StartAsync(away, listen: false);
        using var journal = _some.Open();
        await using var publisher = JournalPublisher.Start(trainer.Bus, _some.Folder, journal);
        journal.Append(SomeJournal.Started);
        journal.Append(SomeJournal.Log("nobody is there"));
        journal.Flush();
        publisher.DeliveredSequence.ShouldBe(0);

        relay.Open();
        await Eventually.Holds(() => publisher.DeliveredSequence == 2, "delivered when the broker came");

        await relay.CloseAsync();
        journal.Append(SomeJournal.Log("it died"));
        journal.Flush();
        relay.Open();
        await Eventually.Holds(() => publisher.DeliveredSequence == 3, "delivered when the broker came back");

        await using var tracker = await ListeningBus.StartAsync(Broker);
        await Eventually.Holds(() => tracker.Lines.Count >= 3, "all arrived");
        tracker.Lines.Select(Convert.ToHexString).Distinct().ShouldBe(_some.Entries.Select(e => Convert.ToHexString(e.Bytes)));
    }

    [ServicesFact]
    public async Task A_stop_without_a_broker_ends_at_its_deadline_and_says_what_remains()
    {
        _some.Holding(4);
        await using var relay = new TcpRelay(1);
        var away = new BusOptions { Kind = BusOptions.RabbitMq, Uri = $"amqp://127.0.0.1:{relay.Port}/" };
        await using var trainer = await ListeningBus.StartAsync(away, listen: false);
        await using var publisher = JournalPublisher.Start(trainer.Bus, _some.Folder);
        var report = await publisher.StopAsync(TimeSpan.FromSeconds(1)).WaitAsync(Patience.OfWait);
        (report.Delivered, report.Remaining).ShouldBe((0, 4));
        report.Problem.ShouldNotBeNull();
        File.Exists(_some.Folder.Cursor).ShouldBeFalse();
    }

    [ServicesFact]
    public async Task A_line_no_queue_takes_is_not_delivered_and_the_queue_is_made_again()
    {
        var log = new KeptLog();
        _some.Holding(2);
        await using var trainer = await ListeningBus.StartAsync(Broker, listen: false);
        await using (var publisher = JournalPublisher.Start(trainer.Bus, _some.Folder))
            await publisher.DrainAsync(Patience.OfWait);
        await DeleteQueue();
        using (var journal = _some.Open())
            journal.Append(SomeJournal.Log("returned at first"));
        await using (var publisher = JournalPublisher.Start(trainer.Bus, _some.Folder, log: log))
            (await publisher.DrainAsync(Patience.OfWait)).ShouldBe(new(3, 3, null));
        log.Lines.ShouldContain(line => line.Contains("entry 3 not delivered yet"));
        (await QueuedAsync()).ShouldBe([.. _some.Entries[2].Bytes, (byte)'\n']);
    }

    [ServicesFact]
    public async Task Two_publishers_of_one_journal_take_turns()
    {
        _some.Holding(2);
        await using var bus = await ListeningBus.StartAsync(Broker);
        await using var trainer = JournalPublisher.Start(bus.Bus, _some.Folder);
        await Eventually.Holds(() => trainer.DeliveredSequence == 2, "the first delivers");
        await using var sync = JournalPublisher.Start(bus.Bus, _some.Folder);
        (await sync.DrainAsync(Patience.OfWait)).Problem.ShouldNotBeNull().ShouldContain("is being delivered by process");
    }

    /// <summary>The queue's bodies in its order, a line feed after each.</summary>
    static async Task<byte[]> QueuedAsync()
    {
        await using var connection = await new ConnectionFactory { Uri = new(Broker.Uri) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        using var file = new MemoryStream();
        while (await channel.BasicGetAsync(BusSetup.JournalQueue, autoAck: true) is { } message)
        {
            file.Write(message.Body.Span);
            file.WriteByte((byte)'\n');
        }
        return file.ToArray();
    }

    sealed class KeptLog : ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel level) => true;

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? e, Func<TState, Exception?, string> format) =>
            Lines.Enqueue(format(state, e));
    }

    // emptied, not deleted: a quorum queue made again at once may still meet the remains of the old one
    static async Task EmptyQueue()
    {
        await using var connection = await new ConnectionFactory { Uri = new(Broker.Uri) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        try
        {
            await channel.QueuePurgeAsync(BusSetup.JournalQueue);
        }
        catch (RabbitMQ.Client.Exceptions.OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            // no test has made it yet
        }
    }

    static async Task DeleteQueue()
    {
        await using var connection = await new ConnectionFactory { Uri = new(Broker.Uri) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeleteAsync(BusSetup.JournalQueue);
    }
}
