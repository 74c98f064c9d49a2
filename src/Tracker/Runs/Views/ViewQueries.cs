using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Tracker.Http;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Runs.Views;

/// <summary>Saved views, read and written. They belong to everybody who uses the tracker.</summary>
sealed class ViewQueries(IDbContextFactory<TrackerDb> databases, TimeProvider clock)
{
    public async Task<IReadOnlyList<SavedView>> ListAsync(string page, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var views = await db.Set<StoredView>().AsNoTracking().Where(v => v.Page == page).ToListAsync(cancel);
        return [.. views.OrderBy(v => v.Name, StringComparer.OrdinalIgnoreCase).Select(Saved)];
    }

    /// <exception cref="BadQueryException">The page or the name is empty, or something is too long.</exception>
    public async Task<SavedView> SaveAsync(NewView view, CancellationToken cancel)
    {
        var (page, name) = (Checked("page", view.Page, StoredView.LongestPage), Checked("name", view.Name, StoredView.LongestName));
        if (view.Query.Length > StoredView.LongestQuery)
            throw new BadQueryException("query", view.Query[..40] + "…", $"a text of at most {StoredView.LongestQuery} letters");
        await using var db = await databases.CreateDbContextAsync(cancel);
        var at = StoredForm.Time(clock.GetUtcNow());
        object when = db.Database.IsSqlite() ? at.UtcTicks : at;
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO saved_views (page, name, query, saved_at) VALUES ({page}, {name}, {view.Query}, {when})
            ON CONFLICT (page, name) DO UPDATE SET query = excluded.query, saved_at = excluded.saved_at
            """, cancel);
        return Saved(await db.Set<StoredView>().AsNoTracking().SingleAsync(v => v.Page == page && v.Name == name, cancel));
    }

    /// <returns>Null when it is done; else why not.</returns>
    /// <exception cref="BadQueryException">The name is empty or too long.</exception>
    public async Task<string?> RenameAsync(long id, string to, CancellationToken cancel)
    {
        var name = Checked("name", to, StoredView.LongestName);
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await db.Set<StoredView>().SingleOrDefaultAsync(v => v.Id == id, cancel) is not { } view)
            return "there is no such view any more";
        if (await db.Set<StoredView>().AnyAsync(v => v.Id != id && v.Page == view.Page && v.Name == name, cancel))
            return $"another view is called \"{name}\"";
        view.Name = name;
        await db.SaveChangesAsync(cancel);
        return null;
    }

    /// <returns>Whether there was such a view.</returns>
    public async Task<bool> DeleteAsync(long id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Set<StoredView>().Where(v => v.Id == id).ExecuteDeleteAsync(cancel) > 0;
    }

    static SavedView Saved(StoredView view) => new(view.Id, view.Page, view.Name, view.Query, view.SavedAt);

    static string Checked(string what, string text, int longest) => text.Trim() is { Length: > 0 } clean && clean.Length <= longest && !clean.Any(char.IsControl)
        ? clean : throw new BadQueryException(what, text, $"a text of 1 to {longest} letters in one line");
}
