using System.Net;
using System.Net.Http.Json;
using Platform.Contracts.Journal;

namespace Platform.Contracts.Api;

/// <summary>What the run table asks for beside its rows.</summary>
public sealed partial class TrackerClient
{
    /// <summary>Runs in groups, each with mean, deviation and count of every column.</summary>
    /// <exception cref="BadFilterException">The filter, the sort, a column or what to group by cannot be understood.</exception>
    public Task<RunGroupPage> RunGroupsAsync(RunGroupRequest request, CancellationToken cancel = default) =>
        AskAsync<RunGroupPage>("api/runs/groups" + Query([.. Of(request.Runs), ("by", Joined(request.By)), ("but", Joined(request.But))]), cancel);

    /// <summary>In what the matching runs differ; their order and the page do not matter.</summary>
    /// <exception cref="BadFilterException">The filter cannot be understood.</exception>
    public Task<RunDifferences> RunDifferencesAsync(RunListRequest request, CancellationToken cancel = default) =>
        AskAsync<RunDifferences>("api/runs/differences" + Query([.. Of(request with { Sort = null, Columns = [], Skip = null, Take = null })]), cancel);

    /// <summary>How a filter may go on at a place in it, and what is wrong with it as it stands.</summary>
    public Task<FilterCompletion> CompleteFilterAsync(string filter, int at, CancellationToken cancel = default) =>
        AskAsync<FilterCompletion>("api/runs/filter/complete" + Query(("filter", filter), ("at", Text<int>(at))), cancel);

    /// <summary>Takes a run away for good: its journal, all that follows from it, and whatever is delivered of it later.</summary>
    /// <returns>Null when it is gone or was never there; else why it stays.</returns>
    public async Task<string?> DeleteRunAsync(Guid run, CancellationToken cancel = default)
    {
        using var response = await http.DeleteAsync($"api/runs/{run}", cancel);
        if (response.StatusCode == HttpStatusCode.Conflict)
            return (await response.Content.ReadFromJsonAsync<Refusal>(JournalJson.Options, cancel))?.Detail ?? "it cannot be deleted";
        if (response.StatusCode != HttpStatusCode.NotFound)
            response.EnsureSuccessStatusCode();
        return null;
    }

    /// <summary>When somebody deleted the run, since when its entries are dropped; null where nobody did.</summary>
    public async Task<DateTimeOffset?> DeletedAtAsync(Guid run, CancellationToken cancel = default)
    {
        using var response = await http.GetAsync($"api/runs/{run}?metrics=false", cancel);
        return response.StatusCode == HttpStatusCode.Gone ? (await response.Content.ReadFromJsonAsync<Deletion>(JournalJson.Options, cancel))?.DeletedAt : null;
    }

    /// <summary>Lets a deleted run's entries be stored when they are delivered again.</summary>
    /// <returns>Whether it was deleted.</returns>
    public async Task<bool> RestoreRunAsync(Guid run, CancellationToken cancel = default)
    {
        using var response = await http.PostAsync($"api/runs/{run}/restore", null, cancel);
        if (response.StatusCode == HttpStatusCode.NotFound)
            return false;
        response.EnsureSuccessStatusCode();
        return true;
    }

    sealed record Deletion(DateTimeOffset DeletedAt);

    /// <summary>The views people saved of a page, by name.</summary>
    public async Task<IReadOnlyList<SavedView>> ViewsAsync(string page, CancellationToken cancel = default) =>
        await AskAsync<SavedView[]>("api/views" + Query(("page", page)), cancel);

    /// <summary>Saves a view, over the one of the same page and name.</summary>
    public async Task<SavedView> SaveViewAsync(NewView view, CancellationToken cancel = default)
    {
        using var response = await http.PostAsJsonAsync("api/views", view, JournalJson.Options, cancel);
        response.EnsureSuccessStatusCode();
        return await AnswerAsync<SavedView>(response, cancel);
    }

    /// <returns>Null when it is renamed; else why not: another has the name, or it is gone.</returns>
    public async Task<string?> RenameViewAsync(long view, string name, CancellationToken cancel = default)
    {
        using var response = await http.PatchAsJsonAsync($"api/views/{view}", new ViewName(name), JournalJson.Options, cancel);
        if (response.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.NotFound or HttpStatusCode.BadRequest)
            return (await response.Content.ReadFromJsonAsync<Refusal>(JournalJson.Options, cancel))?.Detail ?? "there is no such view any more";
        response.EnsureSuccessStatusCode();
        return null;
    }

    public async Task DeleteViewAsync(long view, CancellationToken cancel = default)
    {
        using var response = await http.DeleteAsync($"api/views/{view}", cancel);
        if (response.StatusCode != HttpStatusCode.NotFound)
            response.EnsureSuccessStatusCode();
    }

    static (string, string?)[] Of(RunListRequest request) =>
    [
        ("filter", request.Filter), ("search", request.Search), ("project", request.Project), ("experiment", request.Experiment),
        ("method", request.Method), ("status", request.Status?.ToString()), ("sort", request.Sort), ("descending", Text(request.Descending)),
        ("columns", Joined(request.Columns)), ("archived", Text(request.Archived)), ("skip", Text(request.Skip)), ("limit", Text(request.Take)),
    ];

    static string? Joined(IReadOnlyList<string> parts) => parts.Count == 0 ? null : string.Join(',', parts);
}
