using Platform.Dashboard.DeadLetters;
using Platform.Dashboard.Tests.Hosting;
using Platform.TestKit;

namespace Platform.Dashboard.Tests.DeadLetters;

public sealed class DeadLettersViewTests
{
    [Fact(Timeout = Patience.OfTest)]
    public async Task What_was_read_stays_while_the_tracker_does_not_answer()
    {
        var tracker = await RealTracker.StartAsync();
        var view = new DeadLettersView(tracker.Client, TimeProvider.System);
        view.Letters.ShouldBeNull();
        (await view.RefreshAsync()).ShouldBeTrue();
        view.Letters!.ShouldBeEmpty();

        await view.ReplayAsync(7);
        view.Said.ShouldBe("The message is gone.");

        await tracker.DisposeAsync();
        (await view.ShowAsync(1)).ShouldBeFalse();
        view.Letters.ShouldNotBeNull();
        view.Failure.ShouldNotBeNull();
    }
}
