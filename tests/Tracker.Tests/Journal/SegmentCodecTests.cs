using System.Text;
using Platform.Tracker.Journal;

namespace Platform.Tracker.Tests.Journal;

public sealed class SegmentCodecTests
{
    [Theory]
    [InlineData("")]
    [InlineData("[0,-0,1,-1,00,9223372036854775807,9223372036854775808,-9223372036854775808]")]
    [InlineData("[0.5,0.50,1.0,1e5,1E5,1E+16,1E-05,0.1,0.10000000149011612,2.5E-45,1.7976931348623157E+308,1e999,-0.0]")]
    [InlineData("{\"a\":1.25,\"b\":[3,2.75,null,true]}")]
    [InlineData("{\"text\":\"not a list: [1,2.50,3e4] of numbers, 7,8\", \"c\" : 1 }")]
    [InlineData("[1234567890123456789012345678901234567890,0.12345678901234567890123456789012345678901234567890]")]
    [InlineData("[-,.,e,+1,1-2,--3]")]
    [InlineData("{\"ä\":\"\\u0001 \u2028 grüße\",\"n\":-17}")]
    public void Every_line_comes_back_byte_for_byte(string line) => ComesBack([Encoding.UTF8.GetBytes(line)]);

    [Fact]
    public void A_whole_journal_comes_back_and_takes_a_fraction()
    {
        var journal = SomeJournal.Interrupted();
        var packed = ComesBack(journal.Lines);

        packed.ShouldBeLessThan(journal.Lines.Sum(l => l.Length) / 2);
    }

    [Fact]
    public void Random_text_of_what_numbers_are_made_of_comes_back()
    {
        var random = new Random(20260521);
        var letters = "0123456789.-+eE,[]:\"{} "u8.ToArray();

        ComesBack([.. Enumerable.Range(0, 300).Select(_ => random.GetItems(letters, random.Next(200)))]);
    }

    [Fact]
    public void Random_numbers_come_back()
    {
        var random = new Random(7);
        var numbers = Enumerable.Range(0, 5000).Select(i => i % 2 == 0 ? BitConverter.Int64BitsToDouble(random.NextInt64()) : BitConverter.Int32BitsToSingle(random.Next()))
            .Where(double.IsFinite).Select(v => v.ToString(System.Globalization.CultureInfo.InvariantCulture));

        ComesBack([Encoding.UTF8.GetBytes($"[{string.Join(',', numbers)}]")]);
    }

    static int ComesBack(IReadOnlyList<byte[]> lines)
    {
        var packed = SegmentCodec.Pack(lines);
        SegmentCodec.Unpack(packed).ShouldBe(lines);
        return packed.Length;
    }
}
