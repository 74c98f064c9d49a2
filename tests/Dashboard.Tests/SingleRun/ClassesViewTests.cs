using Platform.Contracts.Api;
using Platform.Dashboard.SingleRun;
using Platform.Dashboard.Tests.Hosting;
using Platform.TestKit;

namespace Platform.Dashboard.Tests.SingleRun;

public sealed class ClassesViewTests : IAsyncLifetime
{
    TrackerApi _tracker = null!;
    RecordedRun _run = null!;
    ClassesView _view = null!;

    public async Task InitializeAsync()
    {
        _tracker = await TrackerApi.StartAsync();
        _tracker.Runs.Add(_run = new("a"));
        _run.GrowTo(500);
        _view = new(_run.Id, _tracker.Client);
    }

    public async Task DisposeAsync() => await _tracker.DisposeAsync();

    Task UpdateAsync(ClassSettings settings) => _view.UpdateAsync(_run.Detail, settings, CancellationToken.None);

    [Fact(Timeout = Patience.OfTest)]
    public async Task Classes_follow_the_latest_evaluation_until_one_is_chosen()
    {
        await UpdateAsync(new());
        _view.Shown.ShouldBe(500);
        _view.Columns.Select(ClassesView.Title).ShouldBe(["seg · val", "cam · val"]);
        _run.GrowTo(600);
        await UpdateAsync(new() { At = 200 });
        (_view.Shown, _view.Iterations[^1]).ShouldBe((200, 600));
        _view.Columns.Select(ClassesView.Title).ShouldBe(["cam · val"]);
        _view.Matrix!.Counts.Count.ShouldBe(7);

        await UpdateAsync(new());
        _view.Shown.ShouldBe(600);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task Evaluations_already_read_are_never_asked_for_again()
    {
        await UpdateAsync(new());
        var last = _run.Evaluations[^1].Id;
        _tracker.Asked.Clear();
        _run.GrowTo(600);
        await UpdateAsync(new());
        _tracker.Asked.Where(a => a.Contains("/evaluations?", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldEndWith($"after={last}");
        _view.Iterations.ShouldBe([100, 200, 300, 400, 500, 600]);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task Each_column_of_classes_says_how_it_was_scored_and_a_checkpoint_scored_later_has_its_own()
    {
        _run.EvaluateCheckpoint();
        await UpdateAsync(new());
        _view.Columns.Select(c => (ClassesView.Title(c), ClassesView.Protocol(c))).ShouldBe([
            ("seg · val", "scales 1, 0.5, 1.5 + flip · no image labels"),
            ("seg · val", "scale 1, max · input original · CRF · no image labels"),
            ("cam · val", "scales 1, 0.5, 1.5 + flip · image labels used")]);
        _view.History(_view.Columns[1], "star").Count.ShouldBe(1, "another protocol is another history");
        _view.History(_view.Columns[2], "star").Select(p => p.Iteration).ShouldBe([100, 200, 300, 400, 500]);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task Classes_are_sorted_by_any_column_and_drawn_over_all_evaluations()
    {
        await UpdateAsync(new ClassSettings { Drawn = ["star"] }.SortedBy("seg · val"));
        var column = _view.Columns[0];
        _view.Names.Select(n => ClassesView.IouOf(column, n)).ShouldBe(_view.Names.Select(n => ClassesView.IouOf(column, n)).Order());
        _view.Names[0].ShouldBe("star");
        await UpdateAsync(_view.Settings.SortedBy("seg · val"));
        _view.Names[^1].ShouldBe("star");
        var curves = _view.Curves();
        curves.Select(c => (c.Label, c.X.Count)).ShouldBe([("star, seg · val", 2), ("star, cam · val", 5)]);
        curves.Select(c => c.Style!.Value.Color).Distinct().ShouldHaveSingleItem("a class keeps its colour, outputs differ by dash");
    }

    [Fact]
    public void A_confusion_matrix_is_shown_as_shares_of_rows_of_columns_or_as_counts()
    {
        var counts = new ConfusionCounts(["background", "cat", "dog"], [[90, 10, 0], [30, 60, 10], [0, 20, 80]]);
        var rows = new ConfusionView(counts, Normalized.Row, false);
        (rows.Cell(0, 0), rows.Cell(1, 0), rows.Cell(2, 1)).ShouldBe((90, 30, 20));
        var columns = new ConfusionView(counts, Normalized.Column, false);
        (columns.Cell(0, 0), columns.Cell(2, 1)).ShouldBe((75, 100.0 * 20 / 90));
        var none = new ConfusionView(counts, Normalized.None, true);
        (none.Cell(1, 0), none.Largest).ShouldBe((30, 90));
        none.Order.ShouldBe([1, 0, 2], "IoU of cat is 46 %, of background 69 %, of dog 73 %");
    }
}
