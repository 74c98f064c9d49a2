using System.Text;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using RabbitMQ.Client;

namespace Platform.Contracts.Tests;

[Collection(nameof(JournalQueueCollection))]
public sealed class BusSetupTests
{
    static readonly BusOptions s_memory = new();
    static BusOptions Broker => new() { Kind = BusOptions.RabbitMq, Uri = TestServices.RabbitMq! };

    [Fact]
    public Task Lines_arrive_byte_for_byte_in_memory() => LinesArrive(s_memory);

    [ServicesFact]
    public async Task Lines_arrive_byte_for_byte_through_a_quorum_queue()
    {
        await DeleteQueues();
        await LinesArrive(Broker);
    }

    static async Task LinesArrive(BusOptions options)
    {
        var sent = Enumerable.Range(0, 500).Select(i => Encoding.UTF8.GetBytes(
            i % 5 == 0 ? $"not json {i}" : $"{{ \"n\" : {i}, \"ü\": 1.0e2, \"type\":\"x\"}}")).ToArray();
        await using var received = await TestBus.StartAsync(options);
        await Task.WhenAll(sent.Select(line => received.Bus.PublishLineAsync(line, "metrics-logged")).ToArray())
            .WaitAsync(Patience.OfWait);
        await Eventually.Holds(() => received.Lines.Count >= sent.Length, "all lines arrived");
        received.Lines.Select(l => Convert.ToHexString(l.Body)).Order().SequenceEqual(sent.Select(Convert.ToHexString).Order())
            .ShouldBeTrue("other bytes arrived than were sent");
        received.Lines.ShouldAllBe(l => l.MessageType == "urn:message:metrics-logged");
    }

    [ServicesFact]
    public async Task Lines_published_before_any_tracker_ran_wait_in_the_queue()
    {
        await DeleteQueues();
        await using (var trainer = await TestBus.StartAsync(Broker, consume: false))
            await trainer.Bus.PublishLineAsync("{}"u8.ToArray(), "log-written").WaitAsync(Patience.OfWait);
        await using var tracker = await TestBus.StartAsync(Broker);
        await Eventually.Holds(() => tracker.Lines.Count == 1, "the line arrived");
    }

    [ServicesFact]
    public async Task Lines_another_language_publishes_arrive_whatever_their_headers()
    {
        await DeleteQueues();
        await using var tracker = await TestBus.StartAsync(Broker);
        await using var connection = await new ConnectionFactory { Uri = new(Broker.Uri) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        BasicProperties[] properties =
        [
            new(), new() { ContentType = "application/json", DeliveryMode = DeliveryModes.Persistent },
            new() { ContentType = "application/vnd.masstransit+json" }, new() { ContentType = "text/plain", Headers = new Dictionary<string, object?> { ["x"] = 1 } },
        ];
        foreach (var each in properties)
            await channel.BasicPublishAsync("run-journal", "", mandatory: true, each, "{\"type\":\"log-written\"}"u8.ToArray());
        await Eventually.Holds(() => tracker.Lines.Count == properties.Length, "all arrived");
        tracker.Lines.Select(l => Encoding.UTF8.GetString(l.Body)).ShouldAllBe(body => body == "{\"type\":\"log-written\"}");
    }

    [ServicesFact]
    public async Task A_line_no_queue_takes_is_not_delivered()
    {
        await using var trainer = await TestBus.StartAsync(Broker, consume: false);
        await trainer.Bus.PublishLineAsync("{}"u8.ToArray(), "log-written").WaitAsync(Patience.OfWait);
        await DeleteQueues();
        await Should.ThrowAsync<MessageReturnedException>(
            trainer.Bus.PublishLineAsync("{}"u8.ToArray(), "log-written").WaitAsync(Patience.OfWait));
    }

    [ServicesFact]
    public async Task Every_instance_hears_every_run_changed()
    {
        var run = Guid.CreateVersion7();
        await using var first = await TestBus.StartAsync(Broker, consume: false);
        await using var second = await TestBus.StartAsync(Broker, consume: false);
        await first.Bus.Publish(new RunChanged { RunId = run, AppliedSequence = 7 });
        await Eventually.Holds(() => first.Changes.Count == 1 && second.Changes.Count == 1, "both heard it");
        first.Changes.Single().ShouldBe(new RunChanged { RunId = run, AppliedSequence = 7 });
    }

    [ServicesFact]
    public async Task A_consumer_that_fails_sends_the_line_to_the_error_queue_unchanged()
    {
        await DeleteQueues();
        var line = "{\"broken\" :1}"u8.ToArray();
        await using var tracker = await TestBus.StartAsync(Broker, fail: true);
        await tracker.Bus.PublishLineAsync(line, "log-written").WaitAsync(Patience.OfWait);
        await using var connection = await new ConnectionFactory { Uri = new(Broker.Uri) }.CreateConnectionAsync();
        BasicGetResult? dead = null;
        await Eventually.Holds(async () =>
        {
            await using var channel = await connection.CreateChannelAsync(); // one that asks for a queue not made yet is closed
            return (dead = await channel.BasicGetAsync(BusSetup.JournalErrorQueue, true)) is not null;
        }, "it is in the error queue");
        tracker.Lines.Count.ShouldBe(1, "the consumer saw it");
        dead!.Body.ToArray().ShouldBe(line);
    }

    [Fact]
    public async Task An_unreachable_broker_is_named_without_its_password()
    {
        var options = new BusOptions { Kind = BusOptions.RabbitMq, Uri = "amqp://paul:secret@127.0.0.1:1/" };
        var error = await Should.ThrowAsync<UserErrorException>(BusSetup.EnsureReachableAsync(options).WaitAsync(Patience.OfWait));
        error.Message.ShouldBe("RabbitMQ at amqp://paul:***@127.0.0.1:1/ cannot be reached; start it, or correct Bus:Uri");
    }

    [ServicesFact]
    public async Task A_wrong_password_is_said_to_be_that()
    {
        var options = new BusOptions { Kind = BusOptions.RabbitMq, Uri = new UriBuilder(TestServices.RabbitMq!) { Password = "wrong" }.ToString() };
        var error = await Should.ThrowAsync<UserErrorException>(BusSetup.EnsureReachableAsync(options).WaitAsync(Patience.OfWait));
        error.Message.ShouldContain("refuses the user name or password");
        error.Message.ShouldNotContain("wrong");
    }

    [ServicesFact]
    public async Task A_running_broker_is_reachable() => await BusSetup.EnsureReachableAsync(Broker).WaitAsync(Patience.OfWait);

    [Theory]
    [InlineData("kafka", "amqp://x/", "Bus:Kind is 'kafka'; it can be in-memory or rabbitmq")]
    [InlineData("rabbitmq", "http://x/", "Bus:Uri is not a broker's address; write amqp://user:password@host:5672/ (amqps for TLS)")]
    public void Options_that_cannot_be_used_name_their_key(string kind, string uri, string message) =>
        Should.Throw<UserErrorException>(() => new ServiceCollection().AddPlatformBus(new() { Kind = kind, Uri = uri }))
            .Message.ShouldBe(message);

    static async Task DeleteQueues()
    {
        await using var connection = await new ConnectionFactory { Uri = new(Broker.Uri) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeleteAsync(BusSetup.JournalQueue);
        await channel.QueueDeleteAsync(BusSetup.JournalErrorQueue);
    }
}
