using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Tracker.Runs;

namespace Platform.Tracker.Tests.Runs;

public sealed class SettingsHashTests
{
    const string Config = """{ "rate": 0.5, "seed": 1, "name": "a", "data": { "seed": 2, "flip": true }, "stem": "deep" }""";

    [Theory]
    [InlineData("""{ "stem": "deep", "data": { "flip": true, "seed": 3 }, "name": "b", "seed": 7, "rate": 5e-1 }""")]
    [InlineData("""{ "stem": "deep", "data": { "flip": true }, "rate": 0.50, "host": "there", "method": "the run's own field says it", "empty": null }""")]
    public void Seeds_names_machines_and_how_a_number_is_written_do_not_count(string same) => Of(same).ShouldBe(Of(Config));

    [Theory]
    [InlineData("""{ "rate": 0.25, "data": { "flip": true }, "stem": "deep" }""")]
    [InlineData("""{ "rate": "0.5", "data": { "flip": true }, "stem": "deep" }""")]
    [InlineData("""{ "rate": 0.5, "data": { "flip": false }, "stem": "deep" }""")]
    [InlineData("""{ "rate": 0.5, "data": { "flip": true }, "stem": "deep", "depth": 4 }""")]
    [InlineData("""{ "rate": 0.5, "data": { "flip": true } }""")]
    [InlineData("""{ "rate": 0.5, "data": { "flip": true }, "st": "emdeep" }""")]
    public void Everything_else_does(string other) => Of(other).ShouldNotBe(Of(Config));

    [Fact]
    public void A_switch_counts_as_it_was_resolved()
    {
        Of(Config, ("anf", true)).ShouldNotBe(Of(Config, ("anf", false)));
        Of("""{ "switches": { "anf": false } }""", ("anf", true)).ShouldBe(Of("{}", ("anf", true)));
    }

    // Stored hashes must stay good from one version to the next.
    [Fact]
    public void The_hash_is_the_same_forever() => Of(Config, ("anf", true)).ShouldBe(-1584733291469143881);

    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task Runs_grouped_by_all_but_the_seed_are_those_of_equal_settings(string database)
    {
        var random = new RandomFilters(5);
        await using var tracker = await TestTracker.StartAsync(database);
        RunFacts[] runs = [.. Enumerable.Range(0, 12).Select(random.Run).SelectMany(r => new[] { r, r with { Id = Guid.CreateVersion7(), Seed = r.Seed + 1, Name = "again", Host = "elsewhere" } })];
        foreach (var run in runs)
            await run.StoreAsync(tracker);

        foreach (var filter in (string?[])[null, "method != dupl", "seed > 2", "name = again"])
        {
            var matching = (await tracker.Runs.PageAsync(new() { Filter = filter, Archived = true, Take = 1000 }, CancellationToken.None)).Runs.Select(r => r.Id).ToHashSet();
            var meant = runs.Where(r => matching.Contains(r.Id))
                .GroupBy(r => (r.Method, r.Backbone, r.Dataset, Of(r.ConfigJson.GetRawText(), [.. r.Switches.Select(s => (s.Key, s.Value))])), r => r.Id);
            var found = await tracker.Groups.PageAsync(new() { But = ["seed"], Runs = new() { Filter = filter, Archived = true, Take = 1000 } }, CancellationToken.None);
            Sets(found.Groups.Select(g => g.Runs)).ShouldBe(Sets(meant), filter);
        }

        static string[] Sets(IEnumerable<IEnumerable<Guid>> groups) => [.. groups.Select(g => string.Join(' ', g.Order())).Order(StringComparer.Ordinal)];
    }

    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task Groups_by_all_but_the_seed_and_something_more_leave_that_out_too(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        foreach (var (rate, depth, seed) in new[] { (0.1, 4, 1), (0.1, 4, 2), (0.2, 4, 1), (0.2, 8, 1) })
            await new RunFacts { Config = new { rate, depth, seed }, Seed = seed }.StoreAsync(tracker);

        (await CountsAsync("seed")).ShouldBe([1, 1, 2]);
        (await CountsAsync("seed", "rate")).ShouldBe([1, 3]);
        (await CountsAsync("rate")).ShouldBe([1, 1, 2], "seeds are told apart where they are not left out");
        (await CountsAsync("seed", "name")).ShouldBe([1, 1, 2], "a name is no setting");
        await new RunFacts { Config = new { rate = "0.2", depth = 8 } }.StoreAsync(tracker);
        var page = await tracker.Groups.PageAsync(new() { But = ["seed"], Runs = new() }, CancellationToken.None);
        (page.Total, string.Join(' ', page.By)).ShouldBe((4, "depth rate"), "a text is no number");

        async Task<int[]> CountsAsync(params string[] but) =>
            [.. (await tracker.Groups.PageAsync(new() { But = but, Runs = new() }, CancellationToken.None)).Groups.Select(g => g.Count).Order()];
    }

    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task Runs_that_an_older_tracker_stored_get_theirs_at_the_next_start_and_stand_alone_until_then(string database)
    {
        await using var own = await TestDatabase.CreateAsync(database);
        await using var tracker = await TestTracker.StartAsync(own);
        foreach (var seed in new[] { 1, 2, 3 })
            await new RunFacts { Config = new { rate = 0.1, seed }, Seed = seed, Switches = new() { ["anf"] = true } }.StoreAsync(tracker);
        var before = await Projections.OfAsync(tracker);
        (await GroupsAsync()).ShouldBe(1);
        await using (var db = tracker.OpenDb())
            (await db.Runs.Where(r => r.Seed < 3).ExecuteUpdateAsync(set => set.SetProperty(r => r.SettingsHash, (long?)null))).ShouldBe(2);

        (await GroupsAsync()).ShouldBe(3);
        (await tracker.Differences.FindAsync(new(), false, CancellationToken.None)).Parameters.ShouldBe(["seed"]);

        await using var next = await TestTracker.StartAsync(own);
        (await GroupsAsync()).ShouldBe(1);
        (await Projections.OfAsync(next))["runs"].ShouldBe(before["runs"]);
        await next.ReplayAsync();
        (await Projections.OfAsync(next))["runs"].ShouldBe(before["runs"]);

        async Task<int> GroupsAsync() => (await tracker.Groups.PageAsync(new() { But = ["seed"], Runs = new() }, CancellationToken.None)).Total;
    }

    static long Of(string config, params (string Name, bool On)[] switches)
    {
        using var json = JsonDocument.Parse(config);
        return SettingsHash.Of(RunParameters.Of(Guid.CreateVersion7(), json.RootElement, switches.ToDictionary(s => s.Name, s => s.On)));
    }
}
