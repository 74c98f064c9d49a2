using Platform.Contracts;
using Platform.Tracker.Runs.Filters;

namespace Platform.Tracker.Tests.Runs;

public sealed class FilterParserTests
{
    static readonly DateTimeOffset s_now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("method = \"dupl\" and best(miou/val/seg) > 60 and seed in (1,2,3)",
        "(method = \"dupl\" & Best(miou/val/seg) > 60 & seed in (1, 2, 3))")]
    [InlineData("METHOD = dupl AND NOT seed IN (1)", "(method = \"dupl\" & !seed in (1))")]
    [InlineData("a = 1 or b = 2 and c = 3", "(a = 1 | (b = 2 & c = 3))")]
    [InlineData("(a = 1 or b = 2) and c = 3", "((a = 1 | b = 2) & c = 3)")]
    [InlineData("not (a=1 or not b!=2)", "!(a = 1 | !!b = 2)")]
    [InlineData("seed not in (1, -2)", "!seed in (1, -2)")]
    [InlineData("seed==1", "seed = 1")]
    [InlineData("optimizer.learningRate<=1e-3", "optimizer.learningRate <= 0.001")]
    [InlineData("param(seed) = 7", "seed' = 7")]
    [InlineData("param:optimizer.name ~ 'adam'", "optimizer.name ~ \"adam\"")]
    [InlineData("last:loss/total < -0.5", "Last(loss/total) < -0.5")]
    [InlineData("max(\"top (5)\") >= 1", "Max(top (5)) >= 1")]
    [InlineData("min(0/loss-1) > 2", "Min(0/loss-1) > 2")]
    [InlineData("switch(\"anf\") = on", "switches.anf = on")]
    [InlineData("switches.anf = true", "switches.anf = on")]
    [InlineData("switch(scaled-box)", "switches.scaled-box = on")]
    [InlineData("not archived", "!archived = on")]
    [InlineData("stem = on or stem = \"on\"", "(stem = on | stem = \"on\")")]
    [InlineData("name ~ 'it''s'", null)]
    [InlineData("name = 'it\\'s'", "name = \"it's\"")]
    [InlineData("name = 42", "name = \"42\"")]
    [InlineData("status in (running, FAILED)", "status in (\"Running\", \"Failed\")")]
    [InlineData("started > \"2026-11-01\"", "started > 2026-11-01T00:00:00Z")]
    [InlineData("started > 2026-11-01", "started > 2026-11-01T00:00:00Z")]
    [InlineData("started > \"2026-11-01 14:30\"", "started > 2026-11-01T14:30:00Z")]
    [InlineData("started > 2026-11-01T14:30:00+02:00", "started > 2026-11-01T12:30:00Z")]
    [InlineData("ended <= ago(7d)", "ended <= 2026-11-14T12:00:00Z")]
    [InlineData("updated < now", "updated < 2026-11-21T12:00:00Z")]
    [InlineData("status in (running) or \"a b\"", "(status in (\"Running\") | {a b})")]
    [InlineData("dupl", "{dupl}")]
    [InlineData("dupl vit-b/16 42", "({dupl} & {vit-b/16} & {42})")]
    [InlineData("dupl and best(x) > 60", "({dupl} & Best(x) > 60)")]
    [InlineData("not (dupl or \"seed\")", "!({dupl} | {seed})")]
    [InlineData("cam.scales ~ 0.5", "cam.scales ~ \"0.5\"")]
    public void What_is_well_formed_is_understood(string text, string? meaning)
    {
        if (meaning is null)
            Should.Throw<FilterException>(() => FilterParser.Parse(text, s_now));
        else
            FilterWriting.Of(FilterParser.Parse(text, s_now).Node).ShouldBe(meaning);
    }

    [Theory]
    [InlineData("", 0, 0, "missing")]
    [InlineData("   ", 3, 0, "missing")]
    [InlineData("seed", 4, 0, "=, !=")]
    [InlineData("seed =", 6, 0, "a value is missing")]
    [InlineData("seed = 1 adn name = \"x\"", 9, 3, "did you mean and?")]
    [InlineData("seed = 1 name = \"x\"", 9, 4, "\"and\" or \"or\"")]
    [InlineData("seed = 1)", 8, 1, "no \"(\"")]
    [InlineData("(seed = 1", 9, 0, "\")\" is missing")]
    [InlineData("seed in 1", 8, 1, "a list in parentheses")]
    [InlineData("seed in (1 2)", 11, 1, "a comma")]
    [InlineData("seed in ()", 9, 1, "a value")]
    [InlineData("seed = \"1\"", 7, 3, "no number")]
    [InlineData("seed ~ 1", 5, 1, "no part")]
    [InlineData("seed = 1 and and seed = 2", 13, 3, "a condition")]
    [InlineData("and seed = 1", 0, 3, "a condition")]
    [InlineData("method < \"a\"", 7, 1, "not less or greater")]
    [InlineData("optimizer.name > adam", 17, 4, "no number")]
    [InlineData("name = \"dupl", 7, 5, "not closed")]
    [InlineData("name ! 3", 5, 1, "\"!\" alone")]
    [InlineData("name = a & b = c", 9, 1, "means nothing")]
    [InlineData("status = sleeping", 9, 8, "running, completed, failed, stopped")]
    [InlineData("status ~ run", 7, 1, "a status is compared")]
    [InlineData("started > yesterday", 10, 9, "no time")]
    [InlineData("started = \"2026-11-01\"", 8, 1, "never met exactly")]
    [InlineData("started > ago(7)", 14, 1, "a length of time")]
    [InlineData("seed > ago(7d)", 7, 3, "ago() is a time")]
    [InlineData("started > ago(99999w)", 14, 6, "a length of time")]
    [InlineData("bset(miou/val/seg) > 60", 0, 4, "did you mean best?")]
    [InlineData("best(miou/val/seg > 60", 18, 1, "\")\" after the name")]
    [InlineData("best() > 60", 5, 1, "a name for best()")]
    [InlineData("60 < best(x)", 0, 2, "a condition is expected")]
    [InlineData("seed = best(x)", 7, 5, "to the left")]
    [InlineData("switch(anf) = maybe", 14, 5, "neither on nor off")]
    [InlineData("switch(anf) > on", 12, 1, "a switch is compared")]
    [InlineData("seed > -x1", 7, 1, "a value is expected")]
    [InlineData("seed > -1x", 7, 3, "no number")]
    [InlineData("tag > a", 4, 1, "not less or greater")]
    [InlineData("dupl best(x) > 60", 5, 4, "\"and\" or \"or\"")]
    [InlineData("nto seed = 1", 0, 3, "did you mean not?")]
    [InlineData("dupl adn seed = 1", 5, 3, "did you mean and?")]
    [InlineData("at(x, 100) > 3", 0, 10, "at() is for columns")]
    [InlineData("at(x) > 3", 4, 1, "a comma and an iteration")]
    public void What_is_wrong_is_said_with_its_place(string text, int position, int length, string part)
    {
        var error = Should.Throw<FilterException>(() => FilterParser.Parse(text, s_now)).Error;

        (error.Position, error.Length).ShouldBe((position, length), error.Message);
        error.Message.ShouldContain(part);
        error.Parameter.ShouldBe("filter");
        error.Caret.ShouldBe($"{text}\n{new string(' ', position)}{new string('^', Math.Max(1, length))}");
    }

    [Fact]
    public void Endless_nesting_is_refused_before_it_exhausts_the_stack()
    {
        var error = Should.Throw<FilterException>(() => FilterParser.Parse(new string('(', 5000) + "seed = 1", s_now)).Error;
        error.Message.ShouldContain("inside one another");
        Should.Throw<FilterException>(() => FilterParser.Parse(string.Concat(Enumerable.Repeat("not ", 1000)) + "seed = 1", s_now));
        Should.Throw<FilterException>(() => FilterParser.Parse(string.Join(" or ", Enumerable.Repeat("seed = 1", 2000)), s_now)).Error.Message.ShouldContain("longer");
    }

    [Fact]
    public void A_sort_names_several_terms_each_with_its_direction()
    {
        var sort = RunSort.Parse("-best(miou/val/seg), name ,-param:optimizer.learningRate");

        sort.Terms.Select(t => (FilterWriting.Of(t.Operand), t.Descending)).ShouldBe(
            [("Best(miou/val/seg)", true), ("name", false), ("optimizer.learningRate", true)]);
        RunSort.Parse("name,-seed", descending: true).Terms.ShouldAllBe(t => t.Descending);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("name,", 5)]
    [InlineData("name seed", 5)]
    [InlineData("--name", 1)]
    [InlineData("name,tag", 5)]
    [InlineData("bets(x)", 0)]
    [InlineData("at(x, 3)", 0)]
    public void A_bad_sort_is_refused_with_its_place(string text, int position) =>
        Should.Throw<FilterException>(() => RunSort.Parse(text)).Error.ShouldSatisfyAllConditions(e => e.Position.ShouldBe(position), e => e.Parameter.ShouldBe("sort"));

    [Fact]
    public void Columns_keep_the_name_they_were_asked_for_by()
    {
        var columns = RunColumns.Parse("param:optimizer.learningRate, last:loss/total,best( \"a b\" ),last:loss/total");

        columns.Columns.Select(c => c.Name).ShouldBe(["param:optimizer.learningRate", "last:loss/total", "best( \"a b\" )"]);
        columns.Columns[2].Operand.ShouldBe(new MetricOperand("a b", Statistic.Best));
        Should.Throw<FilterException>(() => RunColumns.Parse("name,,seed")).Error.Position.ShouldBe(5);
    }

    [Theory]
    [InlineData("bset", "best")]
    [InlineData("optimizer.learningrate", "optimizer.learningRate")]
    [InlineData("miou/val/sge", "miou/val/seg")]
    [InlineData("colour", null)]
    public void The_nearest_name_is_one_that_a_slip_explains(string typed, string? meant) =>
        Spelling.Nearest(typed, ["best", "optimizer.learningRate", "optimizer.weightDecay", "miou/val/seg", "miou/val/cam"]).ShouldBe(meant);
}
