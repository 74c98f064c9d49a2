using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Tracker.Http;
using Platform.Tracker.Runs.Filters;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Runs.Groups;

/// <summary>Runs in groups, with mean and deviation of every column.</summary>
sealed class RunGroupQuery(IDbContextFactory<TrackerDb> databases, RunTableQuery table, FilterNames names)
{
    /// <summary>SQLite joins at most 64 tables.</summary>
    const int MostNames = 60;

    /// <summary>Values at an iteration are read from the points of each run.</summary>
    const int MostRunsAt = 2000;

    const string NewestFirst = "-started";

    /// <exception cref="FilterException">The filter, the sort, a column or what to group by cannot be understood.</exception>
    /// <exception cref="BadQueryException">It says twice or not at all what to group by.</exception>
    public async Task<RunGroupPage> PageAsync(RunGroupRequest request, CancellationToken cancel)
    {
        if (request.By.Count > 0 == request.But.Count > 0)
            throw new BadQueryException("by", string.Join(',', request.By), "what to group by, or instead of it but: what to leave out");
        var filter = table.Parse(request.Runs);
        var sort = RunSort.Parse(request.Runs.Sort ?? NewestFirst, request.Runs.Sort is not null && request.Runs.Descending == true);
        var columns = RunColumns.Parse(request.Runs.Columns);
        var (by, but) = (RunColumns.Parse(request.By, "by"), RunColumns.Parse(request.But, "but"));
        await using var db = await databases.CreateDbContextAsync(cancel);
        await names.EnsureKnownAsync(db, filter, cancel);
        await names.EnsureKnownAsync(db, "sort", sort.Text, sort.Named, cancel);
        foreach (var (parameter, named) in new[] { ("columns", columns), ("by", by), ("but", but) })
            await names.EnsureKnownAsync(db, parameter, named.Text, named.Named, cancel);
        await OpenAsync(db, cancel);
        var node = RunListFilter.Of(request.Runs, filter?.Node);
        var keys = request.By.Count > 0 ? GroupKeys.By(by) : await GroupKeys.AllButAsync(but, db, node, cancel);
        return await ReadAsync(db, request.Runs, node, keys, columns, sort, cancel);
    }

    static async Task<RunGroupPage> ReadAsync(
        TrackerDb db, RunListRequest request, FilterNode? filter, GroupKeys keys, RunColumns columns, RunSort sort, CancellationToken cancel)
    {
        var sql = new RunGroupSql(SqlDialect.Of(db));
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql.Write(filter, keys, [.. columns.Columns.Select(c => c.Operand)], sort.Terms, request.Skip ?? 0, request.Take ?? RunTableQuery.DefaultTake);
        if (sql.Names > MostNames)
            throw new FilterException("columns", columns.Text, new(0, columns.Text.Length), $"filter, sort and columns name more than {MostNames} metrics and parameters");
        sql.Values.BindTo(command);
        var (total, runs, rows) = (0, 0, new List<GroupRow>());
        await using (var reader = await command.ExecuteReaderAsync(cancel))
            while (await reader.ReadAsync(cancel))
            {
                var row = GroupRow.Read(reader, SqlDialect.Of(db), keys, columns.Columns);
                (runs, total) = (row.AllRuns, row.AllGroups);
                rows.Add(row);
            }
        await AddKeysAsync(db, rows, keys, cancel);
        await AddAtAsync(db, rows, columns, cancel);
        return new(total, runs, keys.Names, [.. rows.Select(r => r.Group())]);
    }

    static async Task AddKeysAsync(TrackerDb db, List<GroupRow> rows, GroupKeys keys, CancellationToken cancel)
    {
        if (keys.Parameters.Count == 0 || rows.Count == 0)
            return;
        var (newest, names) = (rows.ToDictionary(r => r.Runs[0]), keys.Parameters);
        var runs = newest.Keys.ToArray();
        foreach (var parameter in await db.Set<RunParameter>().AsNoTracking().Where(p => runs.Contains(p.RunId) && names.Contains(p.Key)).ToListAsync(cancel))
            newest[parameter.RunId].Add(parameter);
    }

    static async Task AddAtAsync(TrackerDb db, List<GroupRow> rows, RunColumns columns, CancellationToken cancel)
    {
        if (columns.Operands.FirstOrDefault(o => o.Operand is MetricOperand { Statistic: Statistic.At }) is not { Operand: not null } at)
            return;
        Guid[] runs = [.. rows.SelectMany(r => r.Runs)];
        if (runs.Length > MostRunsAt)
            throw new FilterException("columns", columns.Text, at.Span, $"at() of {runs.Length} runs in one page of groups would read too many points; filter for {MostRunsAt} or fewer, or take last or best");
        var found = await ValuesAt.ReadAsync(db, runs, columns.Columns, cancel);
        foreach (var row in rows)
            row.Add(row.Runs.Where(found.ContainsKey).SelectMany(run => found[run]));
    }

    static async Task OpenAsync(TrackerDb db, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        if (db.Database.GetDbConnection() is SqliteConnection sqlite) // which lacks some aggregates
            SqliteFunctions.AddTo(sqlite);
    }
}
