using Platform.Contracts.Statistics;
using Spectre.Console;

namespace Platform.Sweeps;

/// <summary>A table of texts, for a terminal or a Markdown file.</summary>
sealed record TextTable(string Title, IReadOnlyList<string> Headers, IReadOnlyList<IReadOnlyList<string>> Rows, string Caption)
{
    public void Print()
    {
        var table = new Table { Title = new(Markup.Escape(Title)) };
        table.AddColumns([.. Headers.Select(Markup.Escape)]);
        foreach (var row in Rows)
            table.AddRow([.. row.Select(Markup.Escape)]);
        AnsiConsole.Write(table);
        Console.WriteLine(Caption);
    }

    public string ToMarkdown() => string.Join('\n', (string[])
    [
        $"**{Title}**", "", TableText.Piped(Headers), TableText.Piped(Headers.Select(_ => "---")), .. Rows.Select(TableText.Piped), "", Caption, "",
    ]);
}
