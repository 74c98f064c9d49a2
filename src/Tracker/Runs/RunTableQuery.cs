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
        var filter = request.Filter is { } text ? FilterParser.Parse(text, clock.GetUtcNow()) : null;
        var sort = RunSort.Parse(request.Sort ?? NewestFirst, request.Sort is not null && request.Descending == true);
        var columns = request.Columns.Count > 0 ? RunColumns.Parse(string.Join(',', request.Columns)) : RunColumns.None;
        await using var db = await databases.CreateDbContextAsync(cancel);
        await EnsureKnownAsync(db, filter, cancel);
        await names.EnsureKnownAsync(db, "sort", sort.Text, sort.Named, cancel);
        await names.EnsureKnownAsync(db, "columns", columns.Text, columns.Named, cancel);

        var dialect = SqlDialect.Of(db);
        var page = new RunPageSql(dialect);
        var order = $"{sort.Text} {request.Descending}";
        var take = request.Take ?? DefaultTake;
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = page.Write(RunListFilter.Of(request, filter?.Node), sort, columns.Columns,
            keys => request.Cursor is { } cursor ? RunCursor.Read(cursor, order, keys) : null, request.Skip ?? 0, take);
        Bind(command, page.Values);
        await db.Database.OpenConnectionAsync(cancel);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new RunPageReader(reader, dialect, page.Keys, columns.Columns);
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
            await EnsureKnownAsync(db, FilterParser.Parse(text, clock.GetUtcNow()), cancel);
            return null;
        }
        catch (FilterException e)
        {
            return e.Error;
        }
    }

    async Task EnsureKnownAsync(TrackerDb db, ParsedFilter? filter, CancellationToken cancel)
    {
        if (filter is null)
            return;
        if (filter.Named.Select(n => n.Operand is MetricOperand m ? (Operand)(m with { Statistic = default }) : n.Operand).Distinct().Count() > FilterSql.MostNames)
            throw new FilterException("filter", filter.Text, filter.Named[^1].Span, $"more than {FilterSql.MostNames} different metrics and parameters");
        await names.EnsureKnownAsync(db, "filter", filter.Text, filter.Named, cancel);
    }

    static void Bind(DbCommand command, IReadOnlyList<object> values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"@p{i}", values[i]);
            command.Parameters.Add(parameter);
        }
    }
}
