using Platform.Dashboard.Runs;

namespace Platform.Dashboard.Tests.Runs;

public sealed class RunsStateTests
{
    [Fact]
    public void A_state_written_to_an_address_and_read_back_is_the_same()
    {
        var state = new RunsState
        {
            Filter = "method = \"a b\" and best(x) > 60", Sort = "-best(x),name", Columns = new(["status", "at(miou/val/seg, 1000)", "best(\"a, b\")"]), Pinned = new(["status"]),
            But = new(["seed"]), OnlyDiffering = true, Archived = true, Open = [Guid.CreateVersion7(), Guid.CreateVersion7()],
        };
        var query = state.Pairs().ToDictionary(p => p.Key, p => p.Value);

        RunsState.Read(query["q"], query["sort"], query["cols"], query["pin"], query["by"], query["but"], query["differ"], query["archived"], query["open"]).ShouldBe(state);
        DashboardUrls.Runs(new()).ShouldBe("/");
        DashboardUrls.Runs(new() { Filter = "a b&c" }).ShouldBe("/?q=a%20b%26c");
    }

    [Fact]
    public void What_an_address_holds_that_makes_no_sense_is_taken_for_absent() =>
        RunsState.Read(" ", "", "", null, null, "", "yes", "true", "no-id").ShouldBe(new RunsState());

    [Fact]
    public void A_heading_sorts_in_its_natural_order_first_and_then_the_other_way()
    {
        var (best, name) = (RunColumn.Of("best"), RunColumn.Name);
        var byBest = new RunsState().SortedBy(best, added: false);
        byBest.Sort.ShouldBe("-best");
        byBest.SortedBy(best, added: false).Sort.ShouldBe("best");
        byBest.SortedBy(name, added: true).Sort.ShouldBe("-best,name");
        byBest.SortedBy(name, added: true).SortedBy(best, added: true).Sort.ShouldBe("best,name");
        byBest.SortedBy(name, added: true).SortOf(name).ShouldBe((2, false));
        byBest.SortedBy(RunColumn.Of("tags"), added: false).ShouldBe(byBest);
        new RunsState().SortedBy(RunColumn.Of("best(loss/total)"), added: false).Sort.ShouldBe("best(loss/total)");
    }

    [Theory]
    [InlineData("best(miou/val/seg)", "miou/val/seg", "best", ColumnKind.Metric)]
    [InlineData("last:loss/total", "loss/total", "last", ColumnKind.Metric)]
    [InlineData("at(miou/val/seg, 1000)", "miou/val/seg", "at 1000", ColumnKind.Metric)]
    [InlineData("at:1000:miou/val/seg", "miou/val/seg", "at 1000", ColumnKind.Metric)]
    [InlineData("max(\"top (5)\")", "top (5)", "max", ColumnKind.Metric)]
    [InlineData("param(seed)", "seed", "", ColumnKind.Parameter)]
    [InlineData("optimizer.learningRate", "optimizer.learningRate", "", ColumnKind.Parameter)]
    [InlineData("switch(anf)", "anf", "switch", ColumnKind.Parameter)]
    [InlineData("started", "Started", "", ColumnKind.Time)]
    public void A_column_is_read_from_its_text(string text, string title, string part, ColumnKind kind)
    {
        var column = RunColumn.Of(text);
        (column.Title, column.Part, column.Kind).ShouldBe((title, part, kind));
    }

    [Fact]
    public void Columns_are_cut_at_commas_outside_of_quotes_and_parentheses() =>
        ColumnList.Read("a, at(b, 3),\"c,d\",a,best(\"e\\\",f\")").ShouldBe(["a", "at(b, 3)", "\"c,d\"", "best(\"e\\\",f\")"]);
}
