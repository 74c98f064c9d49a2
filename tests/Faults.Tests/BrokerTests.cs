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

/// <summary>A broker that refuses and one that hangs up: the publisher keeps its place and delivers when it can.</summary>
public sealed class BrokerTests : IAsyncLifetime
{
    const string Policy = "fault-full";
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(90);
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
        using var journal = Write(40);
        await using (var first = JournalPublisher.Start(Bus, Folder, journal))
            await Eventually.Holds(() => first.DeliveredSequence == 40, "the queue is there and takes lines", s_patience);
        await QueuedAsync();
        await KillableServices.DoAsync("broker-ctl", "set_policy", Policy, $"^{BusSetup.JournalQueue}$",
            """{"max-length":5,"overflow":"reject-publish"}""", "--apply-to", "queues");
        Append(journal, 41, 200);
        await using var publisher = JournalPublisher.Start(Bus, Folder, journal);
        // a quorum queue rejects a little later than its limit
        await Eventually.Holds(() => publisher.DeliveredSequence > 40, "what fits is delivered", s_patience);
        await Task.Delay(TimeSpan.FromSeconds(3));
        publisher.DeliveredSequence.ShouldBeLessThan(200, "the queue is full");
        await KillableServices.DoAsync("broker-ctl", "clear_policy", Policy);
        await Eventually.Holds(() => publisher.DeliveredSequence == 200, "delivered when there was room", s_patience);
        Distinct(await QueuedAsync()).ShouldBe(Lines().Skip(40).Select(Convert.ToHexString), ignoreOrder: true);
    }

    [FaultFact]
    public async Task Connections_that_the_broker_closes_cost_no_line()
    {
        using var journal = Write(10);
        await using var publisher = JournalPublisher.Start(Bus, Folder, journal);
        await Eventually.Holds(() => publisher.DeliveredSequence == 10, "connected", s_patience);
        for (var time = 1; time <= 3; time++)
        {
            Append(journal, 500 * time - 489, 500 * time + 10);
            await KillableServices.DoAsync("broker-ctl", "close_all_connections", "a test");
        }
        await Eventually.Holds(() => publisher.DeliveredSequence == 1_510, "delivered over other connections", s_patience);
        Distinct(await QueuedAsync()).ShouldBe(Lines().Select(Convert.ToHexString), ignoreOrder: true);
    }

    public async Task DisposeAsync()
    {
        if (_host is not null)
        {
            await KillableServices.DoAsync("broker-ctl", "eval", $"rabbit_policy:delete(<<\"/\">>, <<\"{Policy}\">>, <<\"test\">>).");
            await _host.StopAsync();
            _host.Dispose();
        }
        _home.Dispose();
    }

    RunJournal Write(int entries)
    {
        var journal = RunJournal.Open(Folder, _run, TimeProvider.System);
        Append(journal, 1, entries);
        return journal;
    }

    static void Append(RunJournal journal, int from, int to)
    {
        for (var i = from; i <= to; i++)
            journal.Append(new LogWritten { Stream = "out", Lines = [$"line {i}"] });
        journal.Flush();
    }

    IEnumerable<byte[]> Lines() => JournalReader.Read(Folder.Journal).Select(r => r.Bytes);

    static IEnumerable<string> Distinct(IEnumerable<byte[]> lines) => lines.Select(Convert.ToHexString).Distinct();

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
