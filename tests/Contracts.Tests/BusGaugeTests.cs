using Platform.Contracts.Journal;
using RabbitMQ.Client;

namespace Platform.Contracts.Tests;

[Collection(nameof(JournalQueueCollection))]
public sealed class BusGaugeTests
{
    [ServicesFact]
    public async Task What_waits_is_counted_and_a_queue_that_is_not_there_is_no_error()
    {
        var options = new BusOptions { Kind = BusOptions.RabbitMq, Uri = TestServices.RabbitMq! };
        await using var connection = await new ConnectionFactory { Uri = new(options.Uri) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        foreach (var queue in (string[])[BusSetup.JournalQueue, BusSetup.JournalErrorQueue])
            await channel.QueueDeleteAsync(queue);
        await using var gauge = new BusGauge(options);
        (await gauge.ReadAsync(CancellationToken.None)).Queues.ShouldAllBe(q => q.Messages == null);

        await using (var trainer = await TestBus.StartAsync(options, consume: false))
            await trainer.Bus.PublishLineAsync("{}"u8.ToArray(), "log-written").WaitAsync(Patience.OfWait);
        await Eventually.Holds(async () => (await gauge.ReadAsync(CancellationToken.None)).Queues[0] is { Messages: 1, Consumers: 0 }, "one line waits and nobody takes it");
        await channel.QueueDeleteAsync(BusSetup.JournalQueue); // the line is nobody's, and other tests count theirs
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_broker_that_is_away_is_an_answer()
    {
        await using var gauge = new BusGauge(new() { Kind = BusOptions.RabbitMq, Uri = "amqp://u:secret@127.0.0.1:1/" });
        var status = await gauge.ReadAsync(CancellationToken.None);
        status.Problem.ShouldNotBeNull().ShouldContain("cannot be reached");
        status.Address.ShouldNotBeNull().ShouldNotContain("secret");
    }
}
