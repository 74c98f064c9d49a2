using System.Net;
using Platform.Contracts;

namespace Platform.Tracker.Tests.Http;

public sealed class ReadOnlyTests
{
    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task A_tracker_that_only_reads_answers_from_the_same_database_and_changes_nothing(string name)
    {
        var database = await TestDatabase.CreateAsync(name); // the host's, which takes it away
        var journal = SomeJournal.Whole(10);
        await using (var writing = await TestTracker.StartAsync(database))
            await writing.StoreAsync([.. journal.Lines]);

        await using var reading = await TestHost.StartAsync(onto: database, readOnly: true);

        (await reading.Client.JournalAsync(journal.RunId)).ShouldBe(journal.Lines);
        (await Should.ThrowAsync<HttpRequestException>(() => reading.Client.AddTagsAsync(journal.RunId, ["good"])))
            .StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task It_does_not_bring_a_database_up_to_date()
    {
        await using var database = await TestDatabase.CreateAsync("sqlite");
        (await Should.ThrowAsync<UserErrorException>(() => TestHost.StartAsync(onto: database, readOnly: true)))
            .Message.ShouldContain("platform migrate");
    }
}
