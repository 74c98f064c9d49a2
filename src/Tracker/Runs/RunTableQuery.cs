using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Tracker.Runs.Filters;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Runs;

/// <summary>Pages of the run table: one statement each, whatever the number of metrics.</summary>
sealed class RunTableQuery(IDbContextFactory<TrackerDb> databases, FilterNames names, TimeProvider clock)
{
    public const int DefaultTake = 100;
    public const int MostTaken = 1000;
    const string NewestFirst = "-started";

    /// <exception cref="FilterException">The filter, the sort or a column cannot be understood.</exception>
    /// <exception cref="Http.BadQueryException">The cursor is none.</exception>
    public async Task<RunPage> PageAsync(RunListRequest request, CancellationToken cancel)
    {
        var filter = Parse(request);
        var sort = RunSort.Parse(request.Sort ?? NewestFirst, request.Sort is not null && request.Descending == true);
        var columns = RunColumns.Parse(request.Columns);
        await using var db = await databases.CreateDbContextAsync(cancel);
        await names.EnsureKnownAsync(db, filter, cancel);
        await names.EnsureKnownAsync(db, "sort", sort.Text, sort.Named, cancel);
        await names.EnsureKnownAsync(db, "columns", columns.Text, columns.Named, cancel);

        var page = new RunPageSql(SqlDialect.Of(db));
        var order = $"{sort.Text} {request.Descending}";
        var take = request.Take ?? DefaultTake;
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = page.Write(RunListFilter.Of(request, filter?.Node), sort, columns.Columns,
            keys => request.Cursor is { } cursor ? RunCursor.Read(cursor, order, keys) : null, request.Skip ?? 0, take);
        page.Values.BindTo(command);
        await db.Database.OpenConnectionAsync(cancel);
        var found = await ReadAsync(command, page, columns, order, take, cancel);
        return found with { Runs = await ValuesAt.AddAsync(db, found.Runs, columns.Columns, cancel) };
    }

    /// <summary>The request's filter; null where it has none.</summary>
    /// <exception cref="FilterException">It cannot be understood.</exception>
    public ParsedFilter? Parse(RunListRequest request) =>
        string.IsNullOrWhiteSpace(request.Filter) ? null : FilterParser.Parse(request.Filter, clock.GetUtcNow());

    static async Task<RunPage> ReadAsync(DbCommand command, RunPageSql page, RunColumns columns, string order, int take, CancellationToken cancel)
    {
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new RunPageReader(reader, page.Dialect, page.Keys, columns.Columns);
        var (total, runs) = (0, new List<RunSummary>());
        IReadOnlyList<object?> last = [];
        while (await reader.ReadAsync(cancel))
        {
            total = (int)reader.GetInt64(0);
            if (reader.IsDBNull(1))
                break; // nothing but the count
            if (runs.Count == take)
                return new(total, runs, new RunCursor(order, last, runs[^1].Id).Write());
            (var run, last) = rows.Read();
            runs.Add(run);
        }
        return new(total, runs);
    }

    /// <summary>What is wrong with a filter; null when nothing is.</summary>
    public async Task<FilterError?> CheckAsync(string text, CancellationToken cancel)
    {
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            await names.EnsureKnownAsync(db, FilterParser.Parse(text, clock.GetUtcNow()), cancel);
            return null;
        }
        catch (FilterException e)
        {
            return e.Error;
        }
    }
}
