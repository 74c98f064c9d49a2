using System.Text;
using Platform.Contracts;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.TestKit;
using Platform.Trainer.Journal;

namespace Platform.Trainer.Tests.Journal;

public sealed class RunJournalTests : IDisposable
{
    readonly SomeJournal _some = new();

    public void Dispose() => _some.Dispose();

    [Fact]
    public void Entries_are_numbered_from_one_and_each_holds_the_hash_of_the_line_before()
    {
        _some.Holding(5);
        var lines = _some.Lines;
        var entries = lines.Select(l => JournalEntry.Read(Encoding.UTF8.GetBytes(l))).ToArray();
        entries.Select(e => e.Header.Sequence).ShouldBe([1, 2, 3, 4, 5]);
        entries.ShouldAllBe(e => e.Header.RunId == _some.RunId && e.Header.Attempt == 1);
        entries[0].Header.PreviousHash.ShouldBe(new string('0', 64));
        for (var i = 1; i < 5; i++)
            entries[i].Header.PreviousHash.ShouldBe(JournalEntry.HashOf(Encoding.UTF8.GetBytes(lines[i - 1])));
    }

    [Fact]
    public void A_continued_journal_goes_on_with_sequence_chain_and_the_next_attempt()
    {
        _some.Holding(3);
        var before = _some.Bytes;
        using (var again = _some.Open())
        {
            again.Attempt.ShouldBe(2);
            again.Append(SomeJournal.Log("more"));
        }
        _some.Bytes.AsSpan(0, before.Length).SequenceEqual(before).ShouldBeTrue();
        _some.Entries.Select(e => (e.Header.Sequence, e.Header.Attempt)).ShouldBe([(1, 1), (2, 1), (3, 1), (4, 2)]);
    }

    [Fact]
    public void What_is_added_after_the_end_goes_on_with_sequence_chain_and_the_last_attempt()
    {
        _some.Holding(3);
        using (var more = RunJournal.Extend(_some.Folder, _some.RunId, TimeProvider.System))
            more.Append(SomeJournal.Log("more"));
        _some.Entries.Select(e => (e.Header.Sequence, e.Header.Attempt)).ShouldBe([(1, 1), (2, 1), (3, 1), (4, 1)]);
        JournalReader.Read(_some.Folder.Journal).Count().ShouldBe(4, "every line links to the one before");
        using var again = _some.Open();
        again.Attempt.ShouldBe(2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public void A_torn_last_line_is_cut_off_and_the_journal_says_so(int tornBytes)
    {
        _some.Holding(3);
        var whole = _some.Bytes;
        File.AppendAllText(_some.Folder.Journal, new string('{', tornBytes));
        using (var again = _some.Open())
            again.Append(SomeJournal.Log("resumed"));

        var entries = _some.Entries;
        entries.Count.ShouldBe(5);
        entries[3].Event.ShouldBeOfType<LogWritten>().Lines.ShouldBe(["resumed"]);
        entries[4].Event.ShouldBeOfType<LogWritten>().Lines.Single()
            .ShouldBe($"journal: {tornBytes} bytes of a line that was never finished were cut off at byte {whole.Length}");
    }

    [Fact]
    public void A_journal_of_nothing_but_a_torn_line_starts_anew()
    {
        File.WriteAllText(_some.Folder.Journal, "{\"type\":\"run-st");
        using (var journal = _some.Open())
        {
            journal.Attempt.ShouldBe(1);
            journal.Append(SomeJournal.Started);
        }
        _some.Entries.Select(e => e.Event.GetType()).ShouldBe([typeof(RunStarted), typeof(LogWritten)]);
    }

    [Fact]
    public void A_line_longer_than_a_block_is_found_again()
    {
        using (var journal = _some.Open())
        {
            journal.Append(SomeJournal.Started);
            journal.Append(SomeJournal.Log(new string('x', 3_000_000)));
        }
        using (var again = _some.Open())
            again.Append(SomeJournal.Log("after"));
        _some.Entries.Count.ShouldBe(3);
    }

    [Fact]
    public void Two_cannot_write_one_journal_and_the_second_hears_who_does()
    {
        using var first = _some.Open();
        Should.Throw<UserErrorException>(_some.Open).Message.ShouldBe(
            $"{_some.Folder.Journal} is being written by process {Environment.ProcessId} on {Environment.MachineName}; stop that run first");
    }

    [Fact]
    public void A_closed_journal_can_be_opened_again()
    {
        _some.Open().Dispose();
        _some.Open().Dispose();
        Directory.GetFiles(_some.Folder.Path, "*.owner").ShouldBeEmpty();
    }

    [Fact]
    public void A_journal_of_another_run_is_refused()
    {
        _some.Holding(1);
        var other = Guid.CreateVersion7();
        Should.Throw<UserErrorException>(() => RunJournal.Open(_some.Folder, other, TimeProvider.System))
            .Message.ShouldBe($"{_some.Folder.Journal} is the journal of run {_some.RunId}, not of {other}; choose another folder");
    }

    [Fact]
    public void A_last_line_that_is_no_entry_is_refused_and_left_as_it_is()
    {
        _some.Holding(2);
        File.AppendAllText(_some.Folder.Journal, "garbage\n");
        var before = _some.Bytes;
        Should.Throw<UserErrorException>(_some.Open).Message.ShouldContain("its last line is no entry");
        _some.Bytes.ShouldBe(before);
    }

    [Fact]
    public void An_attempt_that_is_not_later_is_refused()
    {
        _some.Holding(1);
        Should.Throw<UserErrorException>(() => RunJournal.Open(_some.Folder, _some.RunId, TimeProvider.System, attempt: 1))
            .Message.ShouldContain("already holds attempt 1");
        using var third = RunJournal.Open(_some.Folder, _some.RunId, TimeProvider.System, attempt: 3);
        third.Attempt.ShouldBe(3);
    }

    [Fact]
    public void Flush_returns_when_the_lines_are_in_the_file()
    {
        using var journal = _some.Open();
        journal.Append(SomeJournal.Started);
        journal.Flush();
        _some.Lines.Count.ShouldBe(1);
        journal.Synced.Sequence.ShouldBe(1);
        journal.Synced.Offset.ShouldBe(_some.Bytes.Length);
    }

    [Fact]
    public async Task Lines_are_synced_without_being_asked()
    {
        using var journal = _some.Open();
        journal.Append(SomeJournal.Log("quiet"));
        await journal.MoreThan(JournalPosition.Start, default).WaitAsync(Patience.OfWait);
        _some.Lines.Count.ShouldBe(1);
    }

    [Fact]
    public void A_full_disk_is_told_at_the_next_call_and_leaves_whole_lines()
    {
        FullDisk? disk = null;
        using (var journal = RunJournal.Open(_some.Folder, _some.RunId, TimeProvider.System, null, new(), path => disk = new(path, room: 3_000)))
        {
            journal.Append(SomeJournal.Started);
            journal.Append(SomeJournal.Log("fits"));
            journal.Flush();
            journal.Append(SomeJournal.Log(new string('x', 5_000)));
            var message = Should.Throw<UserErrorException>(journal.Flush).Message;
            message.ShouldContain(_some.Folder.Journal);
            message.ShouldContain("No space left on device");
            Should.Throw<UserErrorException>(() => journal.Append(SomeJournal.Log("after"))).Message.ShouldBe(message);
        }
        disk!.Full.ShouldBeTrue();
        _some.Bytes[^1].ShouldBe((byte)'\n');
        _some.Entries.Count.ShouldBe(2);
        using var again = _some.Open();
        again.Append(SomeJournal.Log("there is room again"));
        again.Flush();
        _some.Entries.Count.ShouldBe(3);
    }

    [Fact]
    public void An_event_that_cannot_be_written_is_told_and_does_not_end_the_process()
    {
        using var journal = _some.Open();
        journal.Append(SomeJournal.Started with { Config = default });
        Should.Throw<UserErrorException>(journal.Flush).Message.ShouldContain("cannot be written");
    }

    /// <summary>A file that takes so many bytes and not one more: the write that meets the end leaves a torn line, as a disk does.</summary>
    sealed class FullDisk(string path, int room) : FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite, 0)
    {
        public bool Full { get; private set; }

        public override void Write(byte[] buffer, int offset, int count)
        {
            var left = (int)Math.Max(0, room - Position);
            base.Write(buffer, offset, Math.Min(left, count));
            if (left >= count)
                return;
            Full = true;
            throw new IOException("No space left on device");
        }
    }
}
