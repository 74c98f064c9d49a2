using System.Text.Json;
using Platform.Contracts.Api;
using Platform.Dashboard.SingleRun;
using Platform.Dashboard.Tests.Hosting;

namespace Platform.Dashboard.Tests.SingleRun;

public sealed class RunViewTests : IAsyncLifetime
{
    TrackerApi _tracker = null!;
    RecordedRun _run = null!;
    RunView _view = null!;

    public async Task InitializeAsync()
    {
        _tracker = await TrackerApi.StartAsync();
        _tracker.Runs.Add(_run = new("a"));
        _run.GrowTo(500);
        _view = new(_run.Id, _tracker.Client, TimeProvider.System);
    }

    public async Task DisposeAsync() => await _tracker.DisposeAsync();

    [Fact(Timeout = 20_000)]
    public async Task An_unknown_run_is_said_to_be_unknown_until_its_first_entry_arrives()
    {
        var late = new RecordedRun("late");
        var view = new RunView(late.Id, _tracker.Client, TimeProvider.System);
        (await view.RefreshAsync(RunTab.Curves, new())).ShouldBeTrue();
        view.IsUnknown.ShouldBeTrue();
        _tracker.Runs.Add(late);
        await view.RefreshAsync(RunTab.Curves, new());
        (view.IsUnknown, view.Detail?.Summary.Name).ShouldBe((false, "late"));
    }

    [Fact(Timeout = 20_000)]
    public async Task Only_the_open_tab_is_read()
    {
        await _view.RefreshAsync(RunTab.Config, new());
        _tracker.Asked.ShouldBe([$"/api/runs/{_run.Id}"]);
    }

    [Fact(Timeout = 20_000)]
    public async Task Classes_follow_the_latest_evaluation_until_one_is_chosen()
    {
        await _view.RefreshAsync(RunTab.Classes, new());
        _view.Classes.Shown.ShouldBe(500);
        _view.Classes.Columns.Select(ClassesView.Title).ShouldBe(["seg · val", "cam · val"]);
        await _view.Classes.ChooseAsync(200);
        _run.GrowTo(600);
        await _view.RefreshAsync(RunTab.Classes, new());
        (_view.Classes.Shown, _view.Classes.Iterations[^1]).ShouldBe((200, 600));
        _view.Classes.Columns.Select(ClassesView.Title).ShouldBe(["cam · val"]);
        _view.Classes.Matrix!.Counts.Count.ShouldBe(7);

        await _view.Classes.ChooseAsync(null);
        _view.Classes.Shown.ShouldBe(600);
    }

    [Fact(Timeout = 20_000)]
    public async Task Each_column_of_classes_says_how_it_was_scored_and_a_checkpoint_scored_later_has_its_own()
    {
        _run.EvaluateCheckpoint();
        await _view.RefreshAsync(RunTab.Classes, new());
        _view.Classes.Columns.Select(c => (ClassesView.Title(c), ClassesView.Protocol(c))).ShouldBe([
            ("seg · val", "scales 1, 0.5, 1.5 + flip · no image labels"),
            ("seg · val", "scale 1, max · input original · CRF · no image labels"),
            ("cam · val", "scales 1, 0.5, 1.5 + flip · image labels used")]);
    }

    [Fact(Timeout = 20_000)]
    public async Task Previews_have_a_row_an_image_and_the_slider_follows_its_last_position()
    {
        await _view.RefreshAsync(RunTab.Previews, new());
        var previews = _view.Previews;
        (previews.Rows.Count, previews.Position, previews.Shown).ShouldBe((2, 4, 500));
        previews.Kinds.ShouldBe(["input", "ground-truth", "cam", "prediction"]);
        previews.Rows[0].Pictures["cam"].Select(p => p.ClassName).ShouldBe(["circle", "star"]);

        previews.MoveTo(0);
        previews.Rows[0].Pictures["input"].ShouldHaveSingleItem().Iteration.ShouldBe(100);
        previews.MoveTo(4);
        _run.GrowTo(600);
        await _view.RefreshAsync(RunTab.Previews, new());
        previews.Shown.ShouldBe(600);
    }

    [Fact(Timeout = 20_000)]
    public async Task The_journal_opens_on_its_last_page_and_an_earlier_page_stays_while_the_run_goes_on()
    {
        await _view.RefreshAsync(RunTab.Journal, new());
        var last = _run.JournalState.Stored;
        _view.Journal.Rows[^1].Sequence.ShouldBe(last);
        _view.Journal.Choose(1);
        _run.GrowTo(900);
        await _view.RefreshAsync(RunTab.Journal, new());
        _view.Journal.Rows.Select(r => r.Sequence).ShouldBe(Enumerable.Range(1, JournalView.PageSize).Select(i => (long)i));
        _view.Journal.Rows[0].Type.ShouldBe("phase-changed");
        _view.Journal.Rows[0].Body.ShouldStartWith("\"iteration\":0");
    }

    [Fact]
    public void A_config_is_a_flat_list_that_every_word_of_a_search_narrows()
    {
        var config = JsonSerializer.SerializeToElement(new { method = "dupl", schedule = new { evaluateEvery = 200 }, steps = new[] { new { name = "a" } }, scales = new[] { 1.0, 0.5 } });
        var keys = ConfigKeys.Flatten(config);
        keys.Select(k => $"{k.Key}={k.Value}").ShouldBe(["method=dupl", "schedule.evaluateEvery=200", "steps[0].name=a", "scales=[1,0.5]"]);
        ConfigKeys.Find(keys, "EVAL 200").ShouldHaveSingleItem().Key.ShouldBe("schedule.evaluateEvery");
        ConfigKeys.Find(keys, " ").Count().ShouldBe(4);
    }
}
