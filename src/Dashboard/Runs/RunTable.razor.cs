using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Platform.Contracts.Api;

namespace Platform.Dashboard.Runs;

/// <summary>
/// Rows of any number: the first block is always there, so that it comes with the page itself; what follows is drawn where it
/// is in view.
/// </summary>
public sealed partial class RunTable : ComponentBase
{
    /// <summary>Of a row, in pixels; the style sheet says the same.</summary>
    const float RowHeight = 37;

    Virtualize<Placed<RunSummary>>? _moreRuns;
    Virtualize<Placed<RunGroup>>? _moreGroups;

    [Parameter, EditorRequired] public required RunsView View { get; set; }

    [Parameter, EditorRequired] public required DateTimeOffset Now { get; set; }

    /// <summary>The selection changed.</summary>
    [Parameter] public EventCallback Changed { get; set; }

    [Parameter] public EventCallback<bool> SelectAll { get; set; }

    double NameWidth => View.IsGrouped ? 32 : RunColumn.Name.Width;

    double Width => 2.5 + NameWidth + View.Columns.Sum(WidthOf);

    /// <summary>In rem; a mean with its deviation takes more.</summary>
    public double WidthOf(RunColumn column) => column.Width + (View.IsGrouped && column.IsNumber ? 4 : 0);

    /// <summary>Reads again what is in view below the first rows.</summary>
    public async Task RefreshAsync()
    {
        await (_moreRuns?.RefreshDataAsync() ?? Task.CompletedTask);
        await (_moreGroups?.RefreshDataAsync() ?? Task.CompletedTask);
    }

    /// <summary>Where a pinned column begins, in rem.</summary>
    public double LeftOf(int column) => 2.5 + NameWidth + View.Columns.Take(column).Sum(WidthOf);

    public static string Rem(double value) => value.ToString("0.###", CultureInfo.InvariantCulture) + "rem";

    public Task SelectAsync(Action<Selection> change)
    {
        change(View.Selection);
        return Changed.InvokeAsync();
    }

    async ValueTask<ItemsProviderResult<Placed<RunSummary>>> MoreRunsAsync(ItemsProviderRequest request)
    {
        var (first, runs) = (View.FirstRuns.Count, await View.RunsAsync(View.FirstRuns.Count + request.StartIndex, request.Count, request.CancellationToken));
        return new(runs.Select((run, i) => new Placed<RunSummary>(run, first + request.StartIndex + i + 1)), Math.Max(0, View.Rows - first));
    }

    async ValueTask<ItemsProviderResult<Placed<RunGroup>>> MoreGroupsAsync(ItemsProviderRequest request)
    {
        var (first, groups) = (View.FirstGroups.Count, await View.GroupsAsync(View.FirstGroups.Count + request.StartIndex, request.Count, request.CancellationToken));
        return new(groups.Select((group, i) => new Placed<RunGroup>(group, first + request.StartIndex + i + 1)), Math.Max(0, View.Rows - first));
    }

    /// <summary>A row's item and its place among all rows, from 1.</summary>
    sealed record Placed<T>(T Item, int Index);
}
