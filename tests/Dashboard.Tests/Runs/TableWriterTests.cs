using System.Text.Json;
using Platform.Contracts.Api;
using Platform.Dashboard.Runs;
using Platform.Dashboard.Runs.Exports;

namespace Platform.Dashboard.Tests.Runs;

public sealed class TableWriterTests
{
    static readonly RunColumn[] s_columns = [RunColumn.Of("method"), RunColumn.Of("best(miou/val/seg)"), RunColumn.Of("param(note)")];
    static readonly ExportCell[] s_cells = [ExportCell.Plain("du_pl"), new("71.123456789", "71.12", 71.123456789, 18000), ExportCell.Plain("a \"b\", c | d & 5 %")];
    static readonly ExportCell[] s_lacking = [ExportCell.Plain(null), ExportCell.Plain(null), ExportCell.Plain("x")];
    static readonly GroupedValue s_value = new() { Count = 3, Mean = 70.5, Deviation = 0.25, Min = 70, Max = 71 };

    [Fact]
    public async Task Comma_separated_values_keep_every_digit_and_quote_what_needs_it() => (await WriteAsync(o => new CsvWriter(o, ["name", "id"], s_columns, false))).ShouldBe(
        "name,id,method,best(miou/val/seg),best(miou/val/seg) iteration,param(note)\r\n"
        + "a,1,du_pl,71.123456789,18000,\"a \"\"b\"\", c | d & 5 %\"\r\nb,2,,,,x\r\n");

    [Fact]
    public async Task Json_has_an_object_a_row_and_leaves_nothing_out()
    {
        using var rows = JsonDocument.Parse(await WriteAsync(o => new JsonTableWriter(o, ["name", "id"], s_columns, false)));
        rows.RootElement.GetArrayLength().ShouldBe(2);
        var first = rows.RootElement[0];
        first.GetProperty("best(miou/val/seg)").GetDouble().ShouldBe(71.123456789);
        first.GetProperty("best(miou/val/seg) iteration").GetInt32().ShouldBe(18000);
        first.GetProperty("param(note)").GetString().ShouldBe("a \"b\", c | d & 5 %");
        rows.RootElement[1].GetProperty("method").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Latex_has_the_rules_of_booktabs_and_escapes_what_it_would_read() => (await WriteAsync(o => new LatexWriter(o, ["name", "id"], s_columns, false)))
        .ReplaceLineEndings("\n").ShouldBe("""
        % \usepackage{booktabs}
        \begin{tabular}{llrl}
        \toprule
        name & Method & miou/val/seg (best) & note \\
        \midrule
        a & du\_pl & 71.12 & a "b", c | d \& 5 \% \\
        b & -- & -- & x \\
        \bottomrule
        \end{tabular}

        """.ReplaceLineEndings("\n"));

    [Fact]
    public async Task Markdown_escapes_its_bars() => (await WriteAsync(o => new MarkdownWriter(o, ["name", "id"], s_columns, false))).ShouldBe(
        "| name | Method | miou/val/seg (best) | note |\n| --- | --- | ---: | --- |\n| a | du_pl | 71.12 | a \"b\", c \\| d & 5 % |\n| b | – | – | x |\n");

    [Fact]
    public async Task A_group_is_its_mean_deviation_and_count_in_every_format()
    {
        var column = RunColumn.Of("best(miou/val/seg)");
        async Task<string> GroupAsync(Func<TextWriter, TableWriter> make)
        {
            using var output = new StringWriter();
            var writer = make(output);
            await writer.BeginAsync();
            await writer.RowAsync(["0.1", "3"], [ExportCell.Of(s_value, column)]);
            await writer.EndAsync();
            return output.ToString();
        }
        (await GroupAsync(o => new CsvWriter(o, ["rate", "runs"], [column], true))).ShouldEndWith("0.1,3,70.5,0.25,3\r\n");
        (await GroupAsync(o => new LatexWriter(o, ["rate", "runs"], [column], true))).ShouldContain("0.1 & 3 & $70.50 \\pm 0.25$ (3) \\\\");
        (await GroupAsync(o => new MarkdownWriter(o, ["rate", "runs"], [column], true))).ShouldEndWith("| 0.1 | 3 | 70.50 ± 0.25 (3) |\n");
        using var json = JsonDocument.Parse(await GroupAsync(o => new JsonTableWriter(o, ["rate", "runs"], [column], true)));
        json.RootElement[0].GetProperty("best(miou/val/seg)").GetProperty("std").GetDouble().ShouldBe(0.25);
    }

    static async Task<string> WriteAsync(Func<TextWriter, TableWriter> make)
    {
        using var output = new StringWriter();
        var writer = make(output);
        await writer.BeginAsync();
        await writer.RowAsync(["a", "1"], s_cells);
        await writer.RowAsync(["b", "2"], s_lacking);
        await writer.EndAsync();
        return output.ToString();
    }
}
