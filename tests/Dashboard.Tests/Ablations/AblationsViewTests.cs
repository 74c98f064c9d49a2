using Platform.Contracts.Api;
using Platform.Dashboard.Ablations;
using Platform.Dashboard.Tests.Hosting;
using Platform.TestKit;

namespace Platform.Dashboard.Tests.Ablations;

public sealed class AblationsViewTests
{
    static readonly AblationsAddress s_all = new();

    [Fact(Timeout = Patience.OfTest)]
    public async Task It_leads_to_the_newest_ladder_and_keeps_a_table_only_while_it_is_the_one_asked_for()
    {
        await using var tracker = await RealTracker.StartAsync();
        var view = new AblationsView(tracker.Client, TimeProvider.System);
        (await view.ShowAsync(new() { IsOpen = true })).ShouldBeTrue();
        (view.Table, view.Suggested, view.Scopes!.Count).ShouldBe((null, null, 0));

        await tracker.StoreAsync(SomeLadder.Runs());
        await view.RefreshAsync();
        var suggested = view.Suggested!;
        suggested.Filter.ShouldBe("sweep = \"dupl-shapes-ladder\"");
        suggested.Is(view.Scopes![0]).ShouldBeTrue();

        await view.ShowAsync(suggested);
        view.Table!.Rows.Count.ShouldBe(5);
        view.IsBehind.ShouldBeFalse();

        await view.ShowAsync(s_all with { Filter = "nonsense = 1" });
        (view.Table, view.Failure).ShouldBe((null, null));
        view.FilterError!.Position.ShouldBe(0);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_tracker_that_does_not_answer_leaves_the_table_of_the_same_question_and_no_other()
    {
        var tracker = await RealTracker.StartAsync();
        await tracker.StoreAsync(SomeLadder.Runs());
        var view = new AblationsView(tracker.Client, TimeProvider.System);
        await view.ShowAsync(s_all);
        view.Table.ShouldNotBeNull();
        await tracker.DisposeAsync();

        (await view.RefreshAsync()).ShouldBeFalse();
        view.Failure.ShouldNotBeNull();
        view.Table.ShouldNotBeNull();
        await view.ShowAsync(s_all with { AgainstBaseline = true });
        view.Table.ShouldNotBeNull("it is only shown otherwise");
        await view.ShowAsync(s_all with { Output = "cam" });
        view.Table.ShouldBeNull();
    }
}
