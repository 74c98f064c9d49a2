using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.Contracts;
using Platform.Contracts.Events;
using Platform.TestKit;
using Platform.Trainer;
using Platform.Trainer.Journal;
using RabbitMQ.Client;

namespace Platform.Faults;

/// <summary>A broker that has no room: the publisher keeps its place and delivers when there is.</summary>
public sealed class BrokerTests : IAsyncLifetime
{
    static readonly TimeSpan s_patience = KillableServices.Patience;
    readonly TempFolder _home = new();
    readonly Guid _run = Guid.CreateVersion7();
    IHost? _host;

    RunFolder Folder => new(_home.Path);
    IBus Bus => _host!.Services.GetRequiredService<IBus>();

    public async Task InitializeAsync()
    {
        if (TestServices.WhyNot is not null || !TestServices.CanRestartBroker)
            return;
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddPlatformBus(new() { Kind = BusOptions.RabbitMq, Uri = KillableServices.Broker });
        _host = builder.Build();
        await _host.StartAsync();
        await QueuedAsync();
    }

    [FaultFact]
    public async Task A_full_queue_takes_no_line_for_delivered_that_it_rejected()
    {
        using var journal = RunJournal.Open(Folder, _run, TimeProvider.System);
        Append(journal, 1, 1);
        await using var publisher = JournalPublisher.Start(Bus, Folder, journal);
        await Eventually.Holds(() => publisher.DeliveredSequence == 1, "the exchange is there", s_patience);
        // a line that one of its queues rejects is not confirmed; so another queue may stand for a full one
        await using (var connection = await new ConnectionFactory { Uri = new(KillableServices.Broker) }.CreateConnectionAsync())
        await using (var channel = await connection.CreateChannelAsync())
        {
            var full = await channel.QueueDeclareAsync("", durable: false, exclusive: true, autoDelete: true,
                new Dictionary<string, object?> { ["x-max-length"] = 5, ["x-overflow"] = "reject-publish" });
            await channel.QueueBindAsync(full.QueueName, JournalEntity.Name, "");
            Append(journal, 2, 300);
            await Eventually.Holds(() => channel.MessageCountAsync(full.QueueName).ContinueWith(c => c.Result >= 5), "the queue is full", s_patience);
            await Task.Delay(TimeSpan.FromSeconds(3)); // time for tries that are all rejected
            publisher.DeliveredSequence.ShouldBeLessThan(300);
            await Eventually.Holds(() => File.ReadAllText(Folder.Cursor).Contains($"\"sequence\":{publisher.DeliveredSequence},", StringComparison.Ordinal),
                "the cursor is where the confirms are", s_patience);
        }
        await Eventually.Holds(() => publisher.DeliveredSequence == 300, "delivered when there was room", s_patience);
        (await QueuedAsync()).Select(Convert.ToHexString).Distinct().ShouldBe(Lines().Select(Convert.ToHexString), ignoreOrder: true);
    }

    public async Task DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.StopAsync();
            _host.Dispose();
        }
        _home.Dispose();
    }

    static void Append(RunJournal journal, int from, int to)
    {
        for (var i = from; i <= to; i++)
            journal.Append(new LogWritten { Stream = "out", Lines = [$"line {i}"] });
        journal.Flush();
    }

    IEnumerable<byte[]> Lines() => JournalReader.Read(Folder.Journal).Select(r => r.Bytes);

    /// <summary>Takes out what the queue holds of anybody's, and gives what is of this run.</summary>
    async Task<List<byte[]>> QueuedAsync()
    {
        await using var connection = await new ConnectionFactory { Uri = new(KillableServices.Broker) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var found = new List<byte[]>();
        try
        {
            while (await channel.BasicGetAsync(BusSetup.JournalQueue, autoAck: true) is { } message)
                if (System.Text.Encoding.UTF8.GetString(message.Body.Span).Contains(_run.ToString(), StringComparison.Ordinal))
                    found.Add(message.Body.ToArray());
        }
        catch (RabbitMQ.Client.Exceptions.OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            // nobody has made it yet
        }
        return found;
    }
}
