using System.Text;
using Platform.Contracts;
using Platform.Contracts.Journal;
using Platform.Trainer.Journal;

namespace Platform.Trainer.Tests.Journal;

public sealed class JournalVerifierTests : IDisposable
{
    readonly SomeJournal _some = new();

    public void Dispose() => _some.Dispose();

    [Fact]
    public void A_whole_journal_has_no_fault_and_names_its_head()
    {
        _some.Holding(4);
        using (var again = _some.Open())
            again.Append(SomeJournal.Log("later"));
        JournalVerifier.Verify(_some.Folder.Path).ShouldSatisfyAllConditions(
            v => v.Faults.ShouldBeEmpty(),
            v => (v.Files, v.Entries, v.Attempts, v.Run).ShouldBe((1, 5, 2, _some.RunId)),
            v => v.Head.ShouldBe(_some.Entries[^1].Hash));
    }

    [Fact]
    public void A_changed_line_is_met_at_the_one_after_it()
    {
        _some.Holding(5);
        Rewrite(lines => lines[2] = lines[2].Replace("line 3", "line 8"));
        Single().ShouldStartWith("4: chain: entry 4 names ");
    }

    [Fact]
    public void A_missing_line_is_a_gap()
    {
        _some.Holding(6);
        Rewrite(lines => lines.RemoveRange(1, 2));
        Single().ShouldBe("2: gap: entries 2 to 3 are missing before entry 4");
    }

    [Fact]
    public void A_second_entry_of_a_number_is_a_fork()
    {
        _some.Holding(3);
        Rewrite(lines => lines.Add(lines[2].Replace("line 3", "another")));
        Single().ShouldBe("4: fork: it is a second entry 3, after entry 3");
    }

    [Fact]
    public void A_line_that_cannot_be_read_is_named_and_the_rest_is_checked_too()
    {
        _some.Holding(5);
        Rewrite(lines => (lines[1], lines[3]) = ("{}", lines[3].Replace("line 4", "line X")));
        var faults = JournalVerifier.Verify(_some.Folder.Journal).Faults;
        faults.Select(f => f.Line).ShouldBe([2, 3, 5]);
        faults[0].What.ShouldStartWith("it cannot be read: ");
    }

    [Fact]
    public void A_torn_last_line_is_a_fault()
    {
        _some.Holding(2);
        File.AppendAllText(_some.Folder.Journal, "{\"type\"");
        Single().ShouldStartWith("3: the last line is not finished (7 bytes)");
    }

    [Fact]
    public void A_copied_live_file_tells_which_entries_are_in_files_that_were_not_copied()
    {
        Segmented();
        var copy = Path.Combine(_some.Folder.Path, "copy");
        Directory.CreateDirectory(copy);
        File.Copy(_some.Folder.Journal, Path.Combine(copy, "journal.jsonl"));
        JournalVerifier.Verify(Path.Combine(copy, "journal.jsonl")).Faults.ShouldHaveSingleItem().What.ShouldStartWith("gap: entries 1 to ");
        JournalVerifier.Verify(_some.Folder.Journal).Faults.ShouldBeEmpty();
    }

    [Fact]
    public void A_closed_file_by_itself_is_checked_from_its_first_line_on()
    {
        Segmented();
        var closed = JournalSegments.Closed(_some.Folder.Journal)[2];
        JournalVerifier.Verify(closed).ShouldSatisfyAllConditions(v => v.Faults.ShouldBeEmpty(), v => v.Entries.ShouldBeGreaterThan(0));
    }

    [Fact]
    public void A_damaged_and_a_missing_closed_file_are_named()
    {
        Segmented();
        var closed = JournalSegments.Closed(_some.Folder.Journal);
        File.Delete(closed[1]);
        File.WriteAllBytes(closed[3], [.. File.ReadAllBytes(closed[3]).Take(60)]);
        var faults = JournalVerifier.Verify(_some.Folder.Path).Faults;
        faults[0].ShouldBe(new(closed[2], 1, "the closed file before it, number 1, is missing"));
        faults.ShouldContain(f => f.File == closed[3] && f.What.StartsWith("the file is damaged"));
    }

    [Fact]
    public void Nothing_to_verify_is_an_error() =>
        Should.Throw<UserErrorException>(() => JournalVerifier.Verify(_some.Folder.Path)).Message.ShouldContain("holds no journal.jsonl");

    void Segmented()
    {
        using var journal = RunJournal.Open(_some.Folder, _some.RunId, TimeProvider.System, options: new() { SegmentBytes = 3_000 });
        for (var i = 0; i < 61; i++)
        {
            journal.Append(SomeJournal.Log($"line {i}"));
            journal.Flush();
        }
    }

    void Rewrite(Action<List<string>> change)
    {
        var lines = _some.Lines.ToList();
        change(lines);
        File.WriteAllText(_some.Folder.Journal, string.Join('\n', lines) + "\n", new UTF8Encoding(false));
    }

    string Single()
    {
        var fault = JournalVerifier.Verify(_some.Folder.Path).Faults.ShouldHaveSingleItem();
        fault.File.ShouldBe(_some.Folder.Journal);
        return $"{fault.Line}: {fault.What}";
    }
}
