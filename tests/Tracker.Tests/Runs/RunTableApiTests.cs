using System.Net;
using System.Text.Json;
using Platform.Contracts.Api;
using Platform.Tracker.Journal;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Tests.Runs;

public sealed class RunTableApiTests
{
    const string Example = "method = \"dupl\" and best(miou/val/seg) > 30 and seed in (5,6,7)";

    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task The_client_filters_sorts_tags_and_archives(string database)
    {
        await using var host = await TestHost.StartAsync(database);
        var (dupl, other) = (new SomeJournal().Started("a", "dupl").Evaluation(100, 60), new SomeJournal().Started("b").Evaluation(100, 60));
        await StoreAsync(host, dupl);
        await StoreAsync(host, other);

        (await host.Client.RunsAsync(new() { Filter = Example, Sort = "-best(miou/val/seg),name", Columns = ["best(miou/val/seg)", "optimizer.rate"] })).Runs
            .ShouldHaveSingleItem().Values.Keys.ShouldBe(["best(miou/val/seg)", "optimizer.rate"]);
        (await host.Client.AddTagsAsync(dupl.RunId, ["paper", " old ", "paper"])).ShouldBe(["old", "paper"]);
        (await host.Client.RemoveTagsAsync(dupl.RunId, ["old", "never there"])).ShouldBe(["paper"]);
        (await host.Client.RunsAsync(new() { Filter = "tag = paper" })).Runs.ShouldHaveSingleItem().Tags.ShouldBe(["paper"]);
        (await host.Client.ChangeAsync(other.RunId, new() { Archived = true })).ShouldBeTrue();
        (await host.Client.RunsAsync(new())).Runs.ShouldHaveSingleItem().Id.ShouldBe(dupl.RunId);
        (await host.Client.RunsAsync(new() { Archived = true })).Total.ShouldBe(2);
        (await host.Client.RunsAsync(new() { Filter = "archived" })).Runs.ShouldHaveSingleItem().Archived.ShouldBeTrue();
        var unknown = Guid.CreateVersion7();
        (await host.Client.AddTagsAsync(unknown, ["x"])).ShouldBeNull();
        (await host.Client.ChangeAsync(unknown, new() { Archived = true })).ShouldBeFalse();
        (await host.Client.ChangeAsync(unknown, new())).ShouldBeFalse();
    }

    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task A_run_marked_audited_is_not_pruned_until_the_mark_is_taken_back(string database)
    {
        await using var host = await TestHost.StartAsync(database);
        var journal = SomeJournal.Interrupted(4);
        await StoreAsync(host, journal);
        var old = new PruneRule { QuietSince = SomeJournal.Begin.AddDays(1), Archived = true };
        var pruning = host.Get<RunPruning>();

        (await host.Client.ChangeAsync(journal.RunId, new() { Archived = true, Audited = true })).ShouldBeTrue();
        (await host.Client.RunAsync(journal.RunId))!.Summary.Audited.ShouldBeTrue();
        (await host.Client.RunsAsync(new() { Archived = true })).Runs.ShouldHaveSingleItem().Audited.ShouldBeTrue();
        (await pruning.FindAsync(old, default)).ShouldBeEmpty();
        (await pruning.DeleteAsync(journal.RunId, old, default)).ShouldBeFalse();

        (await host.Client.ChangeAsync(journal.RunId, new() { Audited = false })).ShouldBeTrue();
        (await host.Client.RunAsync(journal.RunId))!.Summary.ShouldSatisfyAllConditions(r => r.Audited.ShouldBeFalse(), r => r.Archived.ShouldBeTrue());
        (await pruning.DeleteAsync(journal.RunId, old, default)).ShouldBeTrue();
        (await host.Client.ChangeAsync(journal.RunId, new() { Audited = true })).ShouldBeFalse("it is gone");
    }

    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task Completion_offers_what_there_is(string database)
    {
        await using var host = await TestHost.StartAsync(database);
        await StoreAsync(host, new SomeJournal().Started().Metrics(1, 5).Evaluation(5, 60));

        var all = await host.Client.FilterFieldsAsync();
        all.Fields.Single(f => f.Name == "started").Kind.ShouldBe("time");
        all.Parameters.ShouldBe(["optimizer.rate", "steps", "switches.patch-contrast"]);
        all.Metrics.Count.ShouldBe(11);
        (await host.Client.FilterFieldsAsync("RATE", 10)).ShouldSatisfyAllConditions(
            f => f.Parameters.ShouldBe(["optimizer.rate"]), f => f.Metrics.ShouldBeEmpty());
        (await host.Client.FilterFieldsAsync("loss", 3)).Metrics.ShouldBe(["loss/0", "loss/1", "loss/2"]);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_filter_that_is_not_understood_is_answered_with_its_place()
    {
        await using var host = await TestHost.StartAsync();
        const string Filter = "method = \"dupl\" adn seed = 1";

        using var response = await host.Http.GetAsync("api/runs?filter=" + Uri.EscapeDataString(Filter));
        var thrown = await Should.ThrowAsync<BadFilterException>(() => host.Client.RunsAsync(new() { Filter = Filter }));
        var checkedError = await host.Client.CheckFilterAsync(Filter);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        (problem.RootElement.GetProperty("parameter").GetString(), problem.RootElement.GetProperty("position").GetInt32(),
            problem.RootElement.GetProperty("length").GetInt32()).ShouldBe(("filter", 16, 3));
        thrown.Error.Suggestion.ShouldBe("and");
        thrown.Error.Caret.ShouldBe($"{Filter}\n                ^^^");
        checkedError.ShouldBe(thrown.Error);
        (await host.Client.CheckFilterAsync("seed = 1")).ShouldBeNull();
    }

    [Theory(Timeout = Patience.OfTest)]
    [InlineData("api/runs?limit=0", "limit")]
    [InlineData("api/runs?limit=1001", "limit")]
    [InlineData("api/runs?cursor=nonsense", "cursor")]
    [InlineData("api/runs?archived=2", "archived")]
    [InlineData("api/runs?columns=name,,", "columns")]
    [InlineData("api/runs?sort=name,colour", "sort")]
    [InlineData("api/runs/filter/fields?limit=0", "limit")]
    public async Task A_bad_value_is_answered_with_its_name(string path, string parameter)
    {
        await using var host = await TestHost.StartAsync();

        using var response = await host.Http.GetAsync(path);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        problem.RootElement.GetProperty("parameter").GetString().ShouldBe(parameter);
    }

    [Theory(Timeout = Patience.OfTest)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("two\nlines")]
    [InlineData("longer than sixty-four letters longer than sixty-four letters 12345")]
    public async Task A_tag_that_is_none_is_refused(string tag)
    {
        await using var host = await TestHost.StartAsync();
        var journal = new SomeJournal().Started();
        await StoreAsync(host, journal);

        (await Should.ThrowAsync<HttpRequestException>(() => host.Client.AddTagsAsync(journal.RunId, [tag]))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    static Task StoreAsync(TestHost host, SomeJournal journal) => host.Get<JournalStore>()
        .StoreAsync(journal.Lines, CancellationToken.None);
}
