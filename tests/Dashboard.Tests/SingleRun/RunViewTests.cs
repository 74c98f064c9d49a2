using System.Text.Json;
using Platform.Contracts.Api;
using Platform.Dashboard.SingleRun;
using Platform.Dashboard.Tests.Hosting;
using Platform.TestKit;

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

    [Fact(Timeout = Patience.OfTest)]
    public async Task An_unknown_run_is_said_to_be_unknown_until_its_first_entry_arrives()
    {
        var late = new RecordedRun("late");
        var view = new RunView(late.Id, _tracker.Client, TimeProvider.System);
        (await view.RefreshAsync(new CurveSettings())).ShouldBeTrue();
        view.IsUnknown.ShouldBeTrue();
        _tracker.Runs.Add(late);
        await view.RefreshAsync(new CurveSettings());
        (view.IsUnknown, view.Detail?.Summary.Name).ShouldBe((false, "late"));
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task Only_the_open_tab_is_read_and_no_metric_for_the_others()
    {
        await _view.RefreshAsync(new ConfigSettings());
        _tracker.Asked.ShouldBe([$"/api/runs/{_run.Id}?metrics=false"]);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task Previews_have_a_row_an_image_and_the_slider_follows_its_last_position()
    {
        await _view.RefreshAsync(new PreviewSettings());
        var previews = _view.Previews;
        (previews.Rows.Count, previews.Position, previews.Shown).ShouldBe((2, 4, 500));
        previews.Kinds.ShouldBe(["input", "ground-truth", "cam", "prediction"]);
        previews.Rows[0].Pictures["cam"].Select(p => p.ClassName).ShouldBe(["circle", "star"]);

        await _view.RefreshAsync(previews.At(0));
        previews.Rows[0].Pictures["input"].ShouldHaveSingleItem().Iteration.ShouldBe(100);
        previews.At(4).At.ShouldBeNull("the last position follows the run");
        _run.GrowTo(600);
        await _view.RefreshAsync(previews.At(4));
        previews.Shown.ShouldBe(600);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task Classes_and_kinds_of_previews_can_be_left_out()
    {
        await _view.RefreshAsync(new PreviewSettings { Hidden = ["star"], HiddenKinds = ["input"], Opacity = 40 });
        var previews = _view.Previews;
        previews.ShownKinds.ShouldBe(["ground-truth", "cam", "prediction"]);
        previews.PicturesOf(previews.Rows[0], "cam").Select(p => p.ClassName).ShouldBe(["circle"]);
        previews.Under(previews.Rows[0], "prediction")!.Kind.ShouldBe("input");
        previews.Under(previews.Rows[0], "input").ShouldBeNull();
        previews.Classes.ShouldBe(["circle", "square", "triangle", "star", "ring", "cross"]);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task The_journal_opens_on_its_last_page_and_an_earlier_page_stays_while_the_run_goes_on()
    {
        await _view.RefreshAsync(new JournalSettings());
        var last = _run.JournalState.Stored;
        _view.Journal.Rows[^1].Sequence.ShouldBe(last);
        _run.GrowTo(900);
        await _view.RefreshAsync(_view.Journal.Of(1));
        _view.Journal.Rows.Select(r => r.Sequence).ShouldBe(Enumerable.Range(1, JournalView.PageSize).Select(i => (long)i));
        _view.Journal.Rows[0].Type.ShouldBe("phase-changed");
        _view.Journal.Rows[0].Body.ShouldStartWith("\"iteration\":0");
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_link_to_an_entry_opens_its_page()
    {
        _run.GrowTo(900);
        await _view.RefreshAsync(new JournalSettings { Entry = 51 });
        (_view.Journal.Shown, _view.Journal.Rows[0].Sequence).ShouldBe((2, 51));
        await _view.RefreshAsync(new JournalSettings { Entry = 50 });
        (_view.Journal.Shown, _view.Journal.Rows[^1].Sequence).ShouldBe((1, 50));
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task The_console_grows_at_its_end_and_the_tracker_searches_it()
    {
        await _view.RefreshAsync(new LogSettings());
        _view.Log.Lines.Select(l => l.Number).ShouldBe(Enumerable.Range(1, 10).Select(i => (long)i));
        _tracker.Asked.Clear();
        _run.GrowTo(600);
        await _view.RefreshAsync(new LogSettings());
        _view.Log.Lines.Count.ShouldBe(12);
        _tracker.Asked.ShouldContain(a => a.Contains("/log?after=10", StringComparison.Ordinal));

        await _view.RefreshAsync(new LogSettings { Search = "WARNING" });
        _view.Log.Lines.Select(l => l.Number).ShouldBe([4, 8, 12]);
        _tracker.Asked.Last(a => a.Contains("/log", StringComparison.Ordinal)).ShouldContain("search=WARNING");
    }

    [Fact]
    public void A_config_is_a_tree_that_every_word_of_a_search_narrows()
    {
        var config = JsonSerializer.SerializeToElement(new { method = "dupl", schedule = new { evaluateEvery = 200, last = (int?)null }, steps = new[] { new { name = "a" } }, scales = new[] { 1.0, 0.5 } });
        var tree = ConfigNode.Of(config);
        tree.Select(n => (n.Path, n.Value, n.Type)).ShouldBe([
            ("method", "dupl", "text"), ("scales", "[1,0.5]", "list"), ("schedule", null, "group"), ("steps", null, "list")]);
        tree[2].Children.Select(n => (n.Path, n.Value, n.Type)).ShouldBe([("schedule.evaluateEvery", "200", "number"), ("schedule.last", "null", "nothing")]);
        tree[3].Children[0].Children.ShouldHaveSingleItem().Path.ShouldBe("steps[0].name");
        ConfigNode.Find(tree, "EVAL 200").ShouldHaveSingleItem().Children.ShouldHaveSingleItem().Path.ShouldBe("schedule.evaluateEvery");
        ConfigNode.Find(tree, " ").Sum(n => n.Count).ShouldBe(5);
        ConfigNode.Find(tree, "nowhere").ShouldBeEmpty();
    }

    [Fact]
    public void The_commands_to_train_again_name_code_configuration_and_seed_and_warn_of_local_changes()
    {
        var dirty = new RecordedRun("b", seed: 3) { CodeDirty = true };
        dirty.GrowTo(1);
        Reproduction.CommandOf(dirty.Detail, "http://host:5080/").ShouldBe($"""
            git checkout 0f3c2d1
            curl -fsS -o {dirty.Id}.json http://host:5080/runs/{dirty.Id}/config.json
            ./platform train {dirty.Id}.json --set seed=3
            """);
        Reproduction.WarningsOf(dirty.Detail).ShouldHaveSingleItem().ShouldContain("local changes");
        Reproduction.WarningsOf(_run.Detail).ShouldBeEmpty();
        Reproduction.WarningsOf(_run.Detail with { CodeRevision = null }).ShouldHaveSingleItem().ShouldContain("not recorded");
    }
}
