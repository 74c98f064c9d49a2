using Platform.Contracts.Api;

namespace Platform.Tracker.Tests.Runs;

public sealed class FilterCompletionTests : IAsyncLifetime
{
    TestTracker _tracker = null!;

    public async Task InitializeAsync()
    {
        _tracker = await TestTracker.StartAsync("sqlite");
        await new RunFacts
        {
            Config = new { seed = 1, optimizer = new { learningRate = 0.001, name = "adam w" } }, Switches = new() { ["anf"] = true },
            Metrics = new() { ["miou/val/seg"] = [1], ["loss/total"] = [1], ["top (5)"] = [1] }, Tags = ["paper"],
        }.StoreAsync(_tracker);
        await new RunFacts { Method = "cosa" }.StoreAsync(_tracker);
    }

    public async Task DisposeAsync() => await _tracker.DisposeAsync();

    [Theory(Timeout = Patience.OfTest)]
    [InlineData("meth|", 0, 4, "method")]
    [InlineData("miou|", 0, 4, "best(miou/val/seg)")]
    [InlineData("seed = 1 and opt|", 13, 16, "optimizer.learningRate,optimizer.name")]
    [InlineData("best(mi|", 5, 7, "miou/val/seg)")]
    [InlineData("best(mi|) > 3", 5, 7, "miou/val/seg)")]
    [InlineData("max(top|", 4, 7, "\"top (5)\")")]
    [InlineData("switch(|", 7, 7, "anf)")]
    [InlineData("param(se|", 6, 8, "seed)")]
    [InlineData("status = r|", 9, 10, "running")]
    [InlineData("method = |", 9, 9, "cosa,dupl")]
    [InlineData("method in (cosa, d|", 17, 18, "dupl")]
    [InlineData("method in (cosa) |", 17, 17, "and,or")]
    [InlineData("optimizer.name = |", 17, 17, "\"adam w\"")]
    [InlineData("tag = \"pa|", 6, 9, "paper")]
    [InlineData("seed = 1 |", 9, 9, "and,or")]
    [InlineData("status |", 7, 7, "=,!=,in (")]
    [InlineData("not arch|", 4, 8, "archived")]
    [InlineData("switch(anf) = |", 14, 14, "on,off")]
    [InlineData("(seed = 1 or synth|", 13, 18, "synthetic")]
    public async Task What_may_come_next_is_offered_with_the_letters_it_replaces(string text, int from, int to, string offers)
    {
        var at = text.IndexOf('|');
        var completion = await _tracker.Completer.CompleteAsync(text.Remove(at, 1), at, CancellationToken.None);

        (completion.From, completion.To).ShouldBe((from, to));
        string.Join(',', completion.Offers.Select(o => o.Text)).ShouldStartWith(offers);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task What_is_wrong_with_the_filter_as_it_stands_comes_along()
    {
        (await CompleteAsync("metod = dupl")).Error!.Suggestion.ShouldBe("method");
        (await CompleteAsync("method = dupl")).ShouldSatisfyAllConditions(c => c.Error.ShouldBeNull(), c => c.Offers.ShouldBeEmpty("it is written already"));
        (await CompleteAsync("")).ShouldSatisfyAllConditions(c => c.Error.ShouldBeNull(), c => c.Offers.ShouldNotBeEmpty());
        (await CompleteAsync("name = \"unclosed")).Error!.Message.ShouldContain("not closed");
        (await CompleteAsync("§ seed = ")).Offers.ShouldBeEmpty();
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task No_text_cut_anywhere_stops_it()
    {
        const string Text = "not (method in (\"dupl\", cosa) or best(miou/val/seg) >= 60) and started > ago(7d) and optimizer.name ~ 'a\\'b' dupl";
        for (var at = 0; at <= Text.Length; at++)
            (await _tracker.Completer.CompleteAsync(Text[..at], at, CancellationToken.None)).To.ShouldBeInRange(0, at);
    }

    Task<FilterCompletion> CompleteAsync(string text) => _tracker.Completer.CompleteAsync(text, text.Length, CancellationToken.None);
}
