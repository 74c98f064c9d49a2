using System.Text;
using System.Text.Json.Nodes;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;

namespace Platform.Contracts.Tests;

public sealed class JournalEntryTests
{
    [Fact]
    public void NaN_and_infinities_survive()
    {
        var read = Read(Line("metrics-logged")).Event.ShouldBeOfType<MetricsLogged>();
        read.Values["loss/cls"][1].ShouldBe(double.NaN);
        read.Values["loss/seg"].ShouldBe([null, double.PositiveInfinity, double.NegativeInfinity]);
    }

    [Fact]
    public void A_double_comes_back_as_the_same_double()
    {
        double[] values = [0.1 + 0.2, double.Epsilon, double.MaxValue, -0.0, 1.0 / 3];
        var entry = JournalEntry.Write(Some.Header, new MetricsLogged
        {
            Iterations = [1, 2, 3, 4, 5],
            Values = new Dictionary<string, IReadOnlyList<double?>> { ["x"] = [.. values] },
        });
        var read = ((MetricsLogged)JournalEntry.Read(entry.Bytes).Event).Values["x"];
        read.Select(v => BitConverter.DoubleToInt64Bits(v!.Value)).ShouldBe(values.Select(BitConverter.DoubleToInt64Bits));
    }

    [Theory]
    [InlineData("runId")]
    [InlineData("sequence")]
    [InlineData("attempt")]
    [InlineData("occurredAt")]
    [InlineData("previousHash")]
    [InlineData("iteration")]
    [InlineData("to")]
    public void A_missing_member_is_named(string member)
    {
        var line = Line("phase-changed");
        line.Remove(member);
        Should.Throw<JournalFormatException>(() => Read(line)).Message.ShouldContain($"'{member}'");
    }

    [Fact]
    public void An_unknown_type_is_named()
    {
        var line = Line("phase-changed");
        line["type"] = "phase-invented";
        Should.Throw<JournalFormatException>(() => Read(line)).Message.ShouldContain("'phase-invented'");
    }

    [Fact]
    public void A_line_without_type_is_refused()
    {
        var line = Line("phase-changed");
        line.Remove("type");
        Should.Throw<JournalFormatException>(() => Read(line)).Message.ShouldContain("type");
    }

    [Fact]
    public void A_null_where_there_must_be_a_value_is_refused()
    {
        var line = Line("log-written");
        line["lines"] = null;
        Should.Throw<JournalFormatException>(() => Read(line)).Message.ShouldContain("lines");
    }

    [Fact]
    public void Members_nobody_knows_yet_are_tolerated()
    {
        var line = Line("phase-changed");
        line["addedLater"] = new JsonObject { ["x"] = 1 };
        Read(line).Event.ShouldBe(Some.Events["phase-changed"]);
    }

    [Fact]
    public void Members_may_come_in_any_order()
    {
        var line = Line("phase-changed");
        var turned = new JsonObject(line.Reverse().Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone())));
        Read(turned).Event.ShouldBe(Some.Events["phase-changed"]);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"type\":\"log-written\"")]
    public void What_is_no_entry_is_refused(string line) =>
        Should.Throw<JournalFormatException>(() => JournalEntry.Read(Encoding.UTF8.GetBytes(line)));

    [Theory]
    [InlineData("sequence", 0, "sequence is 0; it starts at 1")]
    [InlineData("attempt", -1, "attempt is -1; it starts at 1")]
    public void Numbers_out_of_range_are_named(string member, int value, string message)
    {
        var line = Line("phase-changed");
        line[member] = value;
        Should.Throw<JournalFormatException>(() => Read(line)).Message.ShouldBe(message);
    }

    [Fact]
    public void A_column_of_another_length_is_named()
    {
        var line = Line("metrics-logged");
        line["values"]!["loss/seg"]!.AsArray().RemoveAt(0);
        Should.Throw<JournalFormatException>(() => Read(line)).Message.ShouldBe("values of 'loss/seg' are 2, iterations are 3");
    }

    [Fact]
    public void A_confusion_matrix_that_does_not_fit_its_classes_is_refused()
    {
        var line = Line("evaluation-completed");
        line["confusion"]!.AsArray().RemoveAt(0);
        Should.Throw<JournalFormatException>(() => Read(line)).Message.ShouldBe("confusion is not 2 × 2, as classNames say");
    }

    [Fact]
    public void A_preview_without_a_picture_is_refused()
    {
        var line = Line("previews-rendered");
        line["previews"]![0]!.AsObject().Remove("png");
        Should.Throw<JournalFormatException>(() => Read(line)).Message.ShouldBe("preview of '2007_000033' must hold either png or blob");
    }

    [Fact]
    public void The_hash_is_sha_256_of_the_bytes_in_lower_case_hex() =>
        JournalEntry.HashOf("abc"u8).ShouldBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

    static JsonObject Line(string name) => JsonNode.Parse(JournalEntry.Write(Some.Header, Some.Events[name]).Bytes)!.AsObject();

    static JournalEntry Read(JsonObject line) => JournalEntry.Read(Encoding.UTF8.GetBytes(line.ToJsonString()));
}
