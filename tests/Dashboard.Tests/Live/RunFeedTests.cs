using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts;
using Platform.Contracts.Events;
using Platform.Dashboard.Live;
using Platform.TestKit;

namespace Platform.Dashboard.Tests.Live;

public sealed class RunFeedTests
{
    static RunChanged Changed(Guid run) => new() { RunId = run, AppliedSequence = 1 };

    [Fact]
    public void A_subscriber_hears_its_run_alone_or_every_run_until_it_is_disposed()
    {
        var feed = new RunFeed();
        var (one, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var (ofOne, ofAll) = (0, 0);
        var subscription = feed.Subscribe(one, _ => ofOne++);
        using var all = feed.Subscribe(null, _ => ofAll++);

        feed.Publish(Changed(one));
        feed.Publish(Changed(other));
        (ofOne, ofAll).ShouldBe((1, 2));

        subscription.Dispose();
        feed.Publish(Changed(one));
        (ofOne, ofAll).ShouldBe((1, 3));
        feed.Count.ShouldBe(1);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task What_is_published_on_the_bus_reaches_the_feed()
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<RunFeed>();
        services.AddPlatformBus(new BusOptions(), bus => bus.AddDashboardConsumers());
        await using var provider = services.BuildServiceProvider();
        var bus = provider.GetRequiredService<IBusControl>();
        await bus.StartAsync();
        var heard = new TaskCompletionSource<RunChanged>();
        using var _ = provider.GetRequiredService<RunFeed>().Subscribe(null, heard.SetResult);

        var run = Guid.CreateVersion7();
        await bus.Publish(Changed(run));
        (await heard.Task).RunId.ShouldBe(run);
        await bus.StopAsync();
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_page_asks_again_by_itself_while_asking_fails()
    {
        var asked = 0;
        using var live = new LiveRefresh(new RunFeed(), null, TimeProvider.System, _ => Task.FromResult(Interlocked.Increment(ref asked) >= 2));
        live.Request();
        await Eventually.Holds(() => asked == 2, "a second try without any event");
    }
}
