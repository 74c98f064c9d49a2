using System.Text;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Tests.DeadLetters;

public sealed class DeadLetterTests
{
    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task Letters_are_listed_with_reason_and_first_bytes_a_page_at_a_time(string database)
    {
        await using var host = await TestHost.StartAsync(database);
        for (var i = 0; i < 5; i++)
            await host.PublishAsync(Encoding.UTF8.GetBytes($"no JSON, number {i} {new string('x', 1_000)}"));
        await Eventually.Holds(async () => (await host.Client.StatusAsync()).DeadLetters == 5, "all are kept");

        var page = await host.Client.DeadLettersAsync(skip: 1, take: 2);
        page.Count.ShouldBe(2);
        page.ShouldBeInOrder(SortDirection.Descending, Comparer<Contracts.Api.DeadLetterInfo>.Create((a, b) => a.Id.CompareTo(b.Id)));
        page[0].ShouldSatisfyAllConditions(
            l => l.Start.ShouldNotBeNull().ShouldStartWith("no JSON, number "),
            l => l.Start!.Length.ShouldBe(160),
            l => l.Reason.ShouldNotBeEmpty(),
            l => (l.Replays, l.ReplayedAt, l.SettledAt).ShouldBe((0, null, null)));
    }

    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task A_replay_of_what_is_still_unreadable_is_refused_and_leaves_a_trace(string database)
    {
        await using var host = await TestHost.StartAsync(database);
        await host.PublishAsync("{}"u8.ToArray());
        await Eventually.Holds(async () => (await host.Client.DeadLettersAsync()).Count == 1, "it is kept");
        var id = (await host.Client.DeadLettersAsync())[0].Id;

        for (var i = 0; i < 2; i++)
            (await host.Client.ReplayDeadLetterAsync(id)).ShouldNotBeNull().ShouldSatisfyAllConditions(
                r => r.Settled.ShouldBeFalse(), r => r.Outcome.ShouldStartWith("refused: "));
        (await host.Client.DeadLettersAsync()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            l => l.Replays.ShouldBe(2), l => l.ReplayedAt.ShouldNotBeNull(), l => l.ReplayOutcome.ShouldNotBeNull().ShouldStartWith("refused: "));
        (await host.Client.ReplayDeadLetterAsync(id + 1)).ShouldBeNull();
    }

    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task A_line_that_can_be_read_by_now_is_stored_by_its_replay(string database)
    {
        await using var host = await TestHost.StartAsync(database);
        var journal = SomeJournal.Whole(3);
        // as an older tracker left it, that could not read this line
        await using (var db = await host.Get<Microsoft.EntityFrameworkCore.IDbContextFactory<TrackerDb>>().CreateDbContextAsync())
        {
            db.Add(new Platform.Tracker.Journal.DeadLetter
            {
                Reason = "unknown type", Hash = System.Security.Cryptography.SHA256.HashData(journal.Lines[0]), Bytes = journal.Lines[0],
                ReceivedAt = SomeJournal.Begin,
            });
            await db.SaveChangesAsync();
        }
        var id = (await host.Client.DeadLettersAsync()).ShouldHaveSingleItem().Id;
        (await host.Client.ReplayDeadLetterAsync(id)).ShouldBe(new(id, true, "stored"));
        (await host.Client.ReplayDeadLetterAsync(id)).ShouldBe(new(id, true, "was stored already"));
        (await host.Client.JournalAsync(journal.RunId)).ShouldBe([journal.Lines[0]]);
        (await host.Client.DeadLettersAsync()).ShouldBeEmpty("it is settled");
        (await host.Client.StatusAsync()).DeadLetters.ShouldBe(0);
        using var response = await host.Http.GetAsync("api/dead-letters?settled=true");
        (await response.Content.ReadAsStringAsync()).ShouldContain("\"reason\":\"unknown type\"");
    }
}
