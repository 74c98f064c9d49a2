using Platform.Contracts;
using Platform.Contracts.Journal;
using Platform.TestKit;
using Platform.Trainer.Journal;

namespace Platform.Trainer.Tests.Journal;

public sealed class SegmentTests : IDisposable
{
    const long SegmentBytes = 4_000;
    readonly SomeJournal _some = new();

    public void Dispose() => _some.Dispose();

    [Fact]
    public void A_long_journal_is_several_compressed_files_and_reads_as_one()
    {
        Write(200);
        Files().ShouldContain("journal-000001.jsonl.gz");
        Files().ShouldContain("journal-000002.jsonl.gz");
        Files().ShouldNotContain(f => f.EndsWith(".partial") || f == "journal-000001.jsonl");
        var records = JournalReader.Read(_some.Folder.Journal).ToArray();
        records.Select(r => r.Header.Sequence).ShouldBe(Enumerable.Range(1, 200).Select(i => (long)i));
        JournalTail.CountEntries(_some.Folder.Journal).ShouldBe(200);
    }

    [Fact]
    public void Reading_can_begin_after_any_entry()
    {
        Write(60);
        var all = JournalReader.Read(_some.Folder.Journal).ToArray();
        foreach (var from in all)
        {
            JournalTail.Matches(_some.Folder.Journal, from.End).ShouldBeTrue();
            JournalReader.Read(_some.Folder.Journal, from.End).Select(r => r.Header.Sequence)
                .ShouldBe(all.Select(r => r.Header.Sequence).Where(s => s > from.Header.Sequence));
        }
        JournalReader.Read(_some.Folder.Journal, limit: all[41].End.Offset).Count().ShouldBe(42);
    }

    [Fact]
    public void A_journal_whose_live_file_is_empty_or_gone_is_continued()
    {
        Write(40);
        CloseLiveFile();
        using (var again = Open())
            again.Append(SomeJournal.Log("after the files"));
        Last().ShouldBe((41, 2));
        CloseLiveFile();
        JournalReader.Read(_some.Folder.Journal).Count().ShouldBe(41);
        JournalSync.Find(_some.Folder.Path).ShouldBe([_some.Folder]);
        using (var again = Open())
            again.Append(SomeJournal.Log("after a death between two files"));
        Last().ShouldBe((42, 3));
        JournalVerifier.Verify(_some.Folder.Path).Faults.ShouldBeEmpty();
    }

    [Fact]
    public void A_file_that_was_not_compressed_in_time_is_so_later_and_counts_once()
    {
        Write(40);
        CloseLiveFile();
        var closed = _some.Folder.Path + "/journal-" + JournalSegments.Closed(_some.Folder.Journal).Keys.Max().ToString("000000") + ".jsonl";
        File.WriteAllText(closed + ".gz.partial", "half");
        JournalReader.Read(_some.Folder.Journal).Count().ShouldBe(40);
        Open().Dispose();
        File.Exists(closed).ShouldBeFalse();
        File.Exists(closed + ".gz").ShouldBeTrue();
        JournalReader.Read(_some.Folder.Journal).Count().ShouldBe(40);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        Write(100);
        File.Delete(_some.Folder.Path + "/journal-000002.jsonl.gz");
        Should.Throw<JournalFormatException>(() => JournalReader.Read(_some.Folder.Journal).Count()).Message
            .ShouldContain("journal-000002.jsonl is missing");
        Should.Throw<UserErrorException>(() => Open().Dispose()).Message.ShouldContain("journal-000002.jsonl is missing");
    }

    [Fact]
    public async Task What_is_read_while_files_are_closed_is_every_entry_once()
    {
        using var journal = Open();
        await using var tracker = await ListeningBus.StartAsync(new());
        await using var publisher = JournalPublisher.Start(tracker.Bus, _some.Folder, journal);
        for (var i = 1; i <= 2_000; i++)
        {
            journal.Append(SomeJournal.Log($"line {i}"));
            if (i % 50 == 0)
                journal.Flush();
        }
        (await publisher.StopAsync(Patience.OfWait)).ShouldBe(new(2_000, 2_000, null));
        await Eventually.Holds(() => tracker.Lines.Count == 2_000, "all lines arrived");
        tracker.Lines.Select(l => JournalEntry.Read(l).Header.Sequence).ShouldBe(Enumerable.Range(1, 2_000).Select(i => (long)i));
        JournalSegments.Closed(_some.Folder.Journal).Count.ShouldBeGreaterThan(10);
    }

    [Theory]
    [InlineData(SyncPolicy.Always)]
    [InlineData(SyncPolicy.Interval)]
    [InlineData(SyncPolicy.Never)]
    public async Task Lines_are_announced_under_every_policy(SyncPolicy policy)
    {
        using var journal = RunJournal.Open(_some.Folder, _some.RunId, TimeProvider.System, options: new() { Sync = policy });
        journal.Append(SomeJournal.Log("quiet"));
        await journal.MoreThan(JournalPosition.Start, default).WaitAsync(Patience.OfWait);
        _some.Lines.Count.ShouldBe(1);
    }

    RunJournal Open() => RunJournal.Open(_some.Folder, _some.RunId, TimeProvider.System, options: new() { SegmentBytes = SegmentBytes });

    void Write(int entries)
    {
        using var journal = Open();
        for (var i = 1; i <= entries; i++)
        {
            journal.Append(SomeJournal.Log($"line {i}"));
            journal.Flush();
        }
    }

    // as a process leaves it that dies after closing a file and before beginning the next
    void CloseLiveFile() =>
        File.Move(_some.Folder.Journal, JournalSegments.NameOf(_some.Folder.Journal, JournalSegments.Closed(_some.Folder.Journal).Keys.DefaultIfEmpty().Max() + 1));

    (long Sequence, int Attempt) Last() =>
        JournalReader.Read(_some.Folder.Journal).Select(r => (r.Header.Sequence, r.Header.Attempt)).Last();

    string[] Files() => [.. Directory.GetFiles(_some.Folder.Path).Select(f => Path.GetFileName(f))];
}
