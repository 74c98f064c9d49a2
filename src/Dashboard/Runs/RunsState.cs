using Platform.Contracts.Api;

namespace Platform.Dashboard.Runs;

/// <summary>All that the run table shows and how; kept in the address, so that a copied link shows the same.</summary>
public sealed record RunsState
{
    public const string DefaultSort = "-started";

    /// <summary>In the filter language, plain words included.</summary>
    public string Filter { get; init; } = "";

    public string Sort { get; init; } = DefaultSort;

    /// <summary>In order; pinned ones come first whatever their place here.</summary>
    public ColumnList Columns { get; init; } = ColumnList.Default;

    public ColumnList Pinned { get; init; } = ColumnList.None;

    /// <summary>Fields and parameters to group by.</summary>
    public ColumnList By { get; init; } = ColumnList.None;

    /// <summary>Instead of <see cref="By"/>: group by everything but these.</summary>
    public ColumnList But { get; init; } = ColumnList.None;

    /// <summary>Leave out columns that are the same in all runs that match.</summary>
    public bool OnlyDiffering { get; init; }

    public bool Archived { get; init; }

    /// <summary>The newest run of each group that is open.</summary>
    public IReadOnlyList<Guid> Open { get => _open.Items; init => _open = new(value); }

    readonly Ids _open = new([]);

    public bool IsGrouped => By.Count + But.Count > 0;

    public bool NarrowsRuns => Filter.Length > 0;

    /// <summary>From the address; what makes no sense there is taken for absent.</summary>
    public static RunsState Read(string? filter, string? sort, string? columns, string? pinned, string? by, string? but, string? differing, string? archived, string? open) => new()
    {
        Filter = filter?.Trim() ?? "",
        Sort = string.IsNullOrWhiteSpace(sort) ? DefaultSort : sort,
        Columns = string.IsNullOrWhiteSpace(columns) ? ColumnList.Default : ColumnList.Read(columns),
        Pinned = ColumnList.Read(pinned),
        By = ColumnList.Read(by),
        But = string.IsNullOrWhiteSpace(by) ? ColumnList.Read(but) : ColumnList.None,
        OnlyDiffering = differing == "1",
        Archived = archived == "1",
        Open = [.. (open ?? "").Split(',').Select(id => Guid.TryParse(id, out var run) ? run : Guid.Empty).Where(id => id != Guid.Empty)],
    };

    /// <summary>What of the address tells it; nothing for what is usual.</summary>
    public (string Key, string? Value)[] Pairs() =>
    [
        ("q", Filter), ("sort", Sort == DefaultSort ? null : Sort), ("cols", Columns == ColumnList.Default ? null : Columns.ToString()), ("pin", Pinned.ToString()),
        ("by", By.ToString()), ("but", But.ToString()), ("differ", OnlyDiffering ? "1" : null), ("archived", Archived ? "1" : null), ("open", string.Join(',', Open)),
    ];

    /// <summary>Without what does not change which runs there are, how they are grouped, or in which order.</summary>
    public RunsState Question() => this with { Pinned = ColumnList.None, Open = [] };

    /// <summary>A click on a header: its natural order first, then the other way round; added behind what decides already, where asked for.</summary>
    public RunsState SortedBy(RunColumn column, bool added)
    {
        if (column.SortKey is not { } key)
            return this;
        var terms = ColumnList.Split(Sort);
        var (up, down) = (key, "-" + key);
        var now = terms.FirstOrDefault(t => t == up || t == down);
        var next = now is null ? (column.LargestFirst ? down : up) : now == up ? down : up;
        return this with { Sort = !added ? next : string.Join(',', now is null ? terms.Append(next) : terms.Select(t => t == now ? next : t)) };
    }

    /// <summary>The place of a column in the order, from 1, and whether its largest comes first; 0 where it is not in it.</summary>
    public (int Place, bool Descending) SortOf(RunColumn column)
    {
        var terms = ColumnList.Split(Sort);
        for (var i = 0; i < terms.Count; i++)
            if (terms[i].TrimStart('-') == column.SortKey)
                return (i + 1, terms[i].StartsWith('-'));
        return default;
    }

    public RunListRequest ToRequest(IReadOnlyList<string> columns) => new()
    {
        Filter = Filter.Length == 0 ? null : Filter, Sort = Sort, Columns = columns, Archived = Archived ? true : null,
    };

    public RunGroupRequest ToGroupRequest() => new() { Runs = ToRequest([]), By = By, But = But };

    // compared by what is in it, as records compare their members
    sealed record Ids(IReadOnlyList<Guid> Items)
    {
        public bool Equals(Ids? other) => other is not null && Items.SequenceEqual(other.Items);

        public override int GetHashCode() => Items.Count;
    }
}
