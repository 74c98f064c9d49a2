using System.Collections.Concurrent;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Contracts;
using Platform.Contracts.Api;
using Platform.Contracts.Events;
using Platform.TestKit;
using Platform.Trainer;
using Platform.Trainer.Journal;
using Platform.Training;

namespace Platform.Tests.Training;

public sealed class TrainerPulseTests
{
    [Fact(Timeout = Patience.OfTest)]
    public async Task A_trainer_that_is_idle_again_still_says_how_far_the_journal_it_wrote_was_confirmed()
    {
        using var folder = new TempFolder();
        var (run, heard) = (Guid.CreateVersion7(), new ConcurrentQueue<HeartbeatSent>());
        using var host = BuildHost();
        await host.StartAsync();
        var bus = host.Services.GetRequiredService<IBus>();
        await bus.ConnectReceiveEndpoint("heard", endpoint => endpoint.Handler<HeartbeatSent>(context =>
        {
            heard.Enqueue(context.Message);
            return Task.CompletedTask;
        })).Ready;
        var time = new HandClock();
        await using var pulse = TrainerPulse.Start(bus, "cpu", TrainerState.Idle, time, NullLogger.Instance);
        await Eventually.Holds(() => heard.Any(b => b.Journals is null), "it said nothing of journals before it wrote one");

        pulse.Training(run, "some", 3, 100, () => 7, new RunFolder(folder.Path));
        new JournalCursor(new RunFolder(folder.Path).Cursor).Save(new(12, 4000, new('a', 64)));
        pulse.Idle();

        await Eventually.Holds(() =>
        {
            time.Advance(HeartbeatPublisher.Every);
            return heard.Any(b => b.RunId is null && b.Journals is [var journal] && journal == new DeliveredJournal(run, 3, 12));
        }, "it tells of the journal");
        await host.StopAsync();
    }

    static IHost BuildHost()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddPlatformBus(new());
        return builder.Build();
    }
}
