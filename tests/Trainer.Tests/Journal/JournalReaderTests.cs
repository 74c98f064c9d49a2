using Platform.Contracts.Journal;
using Platform.Trainer.Journal;

namespace Platform.Trainer.Tests.Journal;

public sealed class JournalReaderTests : IDisposable
{
    readonly SomeJournal _some = new();

    public void Dispose() => _some.Dispose();

    [Fact]
    public void Reading_goes_on_from_any_place()
    {
        _some.Holding(200);
        var all = JournalReader.Read(_some.Folder.Journal).ToArray();
        all.Length.ShouldBe(200);
        all[^1].End.Offset.ShouldBe(_some.Bytes.Length);
        foreach (var record in all.Where(r => r.Header.Sequence % 37 == 0))
            JournalReader.Read(_some.Folder.Journal, record.End).Count().ShouldBe(200 - (int)record.Header.Sequence);
    }

    [Fact]
    public void A_line_still_being_written_is_left_for_later()
    {
        _some.Holding(3);
        var whole = _some.Bytes;
        for (var cut = 1; cut < 60; cut += 7)
        {
            File.WriteAllBytes(_some.Folder.Journal, whole[..^cut]);
            JournalReader.Read(_some.Folder.Journal).Count().ShouldBe(2);
        }
    }

    [Fact]
    public void Nothing_is_read_past_the_limit()
    {
        _some.Holding(9);
        var third = JournalReader.Read(_some.Folder.Journal).ElementAt(2);
        JournalReader.Read(_some.Folder.Journal, limit: third.End.Offset).Count().ShouldBe(3);
    }

    [Fact]
    public void A_changed_byte_is_found_at_the_line_after_it()
    {
        _some.Holding(5);
        var bytes = _some.Bytes;
        var third = JournalReader.Read(_some.Folder.Journal).ElementAt(2);
        bytes[third.End.Offset - 5] ^= 1;
        File.WriteAllBytes(_some.Folder.Journal, bytes);
        Should.Throw<JournalFormatException>(() => JournalReader.Read(_some.Folder.Journal).Count()).Message
            .ShouldBe($"{_some.Folder.Journal}: entry 4 at byte {third.End.Offset}: its previousHash is not the hash of the line before");
    }

    [Fact]
    public void A_missing_line_is_found()
    {
        _some.Holding(5);
        File.WriteAllText(_some.Folder.Journal, string.Join('\n', _some.Lines.Where((_, i) => i != 2)) + "\n");
        Should.Throw<JournalFormatException>(() => JournalReader.Read(_some.Folder.Journal).Count()).Message.ShouldContain("entry 3 at byte");
    }

    [Fact]
    public void A_line_that_is_no_json_names_file_entry_and_byte()
    {
        _some.Holding(1);
        var end = _some.Bytes.Length;
        File.AppendAllText(_some.Folder.Journal, "what?\n");
        Should.Throw<JournalFormatException>(() => JournalReader.Read(_some.Folder.Journal).Count()).Message
            .ShouldStartWith($"{_some.Folder.Journal}: entry 2 at byte {end}: 'w' is an invalid start of a value");
    }
}
