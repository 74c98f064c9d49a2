using System.Net;

namespace Platform.Tracker.Tests.Runs;

public sealed class SavedViewTests
{
    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task Views_are_saved_over_renamed_and_forgotten(string database)
    {
        await using var host = await TestHost.StartAsync(database);
        (await host.Client.ViewsAsync("runs")).ShouldBeEmpty();
        var paper = await host.Client.SaveViewAsync(new("runs", " Paper ", "q=dupl"));
        await host.Client.SaveViewAsync(new("runs", "All", ""));
        await host.Client.SaveViewAsync(new("sweeps", "Other", "x=1"));
        await host.Client.SaveViewAsync(new("runs", "Paper", "q=cosa"));

        (await host.Client.ViewsAsync("runs")).Select(v => (v.Name, v.Query)).ShouldBe([("All", ""), ("Paper", "q=cosa")]);
        (await host.Client.RenameViewAsync(paper.Id, "All"))!.ShouldContain("another view is called \"All\"");
        (await host.Client.RenameViewAsync(paper.Id, "Table 1")).ShouldBeNull();
        (await host.Client.RenameViewAsync(paper.Id + 1000, "x"))!.ShouldContain("no such view");
        await host.Client.DeleteViewAsync(paper.Id);
        await host.Client.DeleteViewAsync(paper.Id);
        (await host.Client.ViewsAsync("runs")).ShouldHaveSingleItem().Name.ShouldBe("All");
        (await Should.ThrowAsync<HttpRequestException>(() => host.Client.SaveViewAsync(new("runs", "  ", "q=1")))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }
}
