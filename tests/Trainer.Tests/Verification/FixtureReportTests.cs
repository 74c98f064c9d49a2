using Platform.Trainer.Tests.Data;
using Platform.Trainer.Verification;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Tests.Verification;

public sealed class FixtureReportTests : IDisposable
{
    readonly ScratchFolder _folder = new();
    readonly Fixture _fixture;
    readonly FixtureReport _report;

    public FixtureReportTests()
    {
        SomeFixture.Write(_folder["x.safetensors"],
            ("out.y", [2, 3], [0, 1, 2, 3, 4, 5]), ("out.nan", [3], [float.NaN, 1, float.PositiveInfinity]),
            ("out.label", [2, 2], [0, 1, 255, 3]), ("out.loss", [1], [0.5f]), ("out.rates", [2], [600, 6e-5f]));
        _fixture = SomeFixture.Open(_folder["x.safetensors"]);
        _report = new(_fixture);
    }

    public void Dispose()
    {
        _fixture.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_wrong_number_is_found_and_located()
    {
        _report.Near("out.y", [0, 1, 2, 3, 4.25f, 5], 1e-5);
        _report.Failures.ShouldHaveSingleItem().ShouldBe("out.y: off by 0.25 at [1,1], 4.25 for 4, 5e-05 is allowed");
    }

    [Fact]
    public void The_tolerance_is_of_the_largest_expected_number_or_of_one()
    {
        _report.Near("out.y", [0, 1, 2, 3, 4, 5.04f], 1e-2);
        _report.Near("out.loss", 0.509, 1e-2);
        _report.Failures.ShouldBeEmpty();
        _report.Near("out.loss", 0.509, 1e-2, floor: 1e-6);
        _report.Near("out.y", [0, 1, 2, 3, 4, 5.06f], 1e-2);
        _report.Failures.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(float.NaN, 1, float.PositiveInfinity, true)]
    [InlineData(0, 1, float.PositiveInfinity, false)]
    [InlineData(float.NaN, float.NaN, float.PositiveInfinity, false)]
    [InlineData(float.NaN, 1, float.NegativeInfinity, false)]
    [InlineData(float.NaN, 1, 1, false)]
    public void NaN_equals_NaN_alone_and_infinity_itself(float first, float second, float third, bool passes)
    {
        _report.Near("out.nan", [first, second, third], 1);
        _report.Failures.Count.ShouldBe(passes ? 0 : 1);
    }

    [Fact]
    public void A_NaN_is_found_whatever_comes_after_it()
    {
        _report.Near("out.y", [0, float.NaN, 2, 3, 4, 5.1f], 1e-5);
        _report.Failures.ShouldHaveSingleItem().ShouldContain("[0,1]");
    }

    [Fact]
    public void A_wrong_shape_or_count_and_a_missing_gradient_are_failures()
    {
        using var scope = NewDisposeScope();
        _report.Near("out.y", zeros(3, 2), 1);
        _report.Near("out.y", [1, 2], 1);
        _report.Near("out.y", (Tensor?)null, 1);
        _report.Equal("out.label", zeros(4));
        _report.Failures.ShouldBe(
        [
            "out.y: shape (3,2), (2,3) expected", "out.y: 2 values, 6 expected", "out.y: there is none", "out.label: shape (4), (2,2) expected",
        ]);
    }

    [Fact]
    public void Labels_are_equal_or_as_many_of_them_as_stated()
    {
        _report.Equal("out.label", (long[])[0, 1, 255, 3]);
        _report.Equal("out.label", (byte[])[0, 1, 255, 4], share: 0.75);
        _report.Failures.ShouldBeEmpty();
        _report.Equal("out.label", (byte[])[0, 1, 255, 4]);
        _report.Failures.ShouldHaveSingleItem().ShouldBe("out.label: 1 of 4 differ, the first at [1,1]: 4, not 3");
    }

    [Fact]
    public void A_small_value_can_be_held_to_its_own_magnitude()
    {
        _report.NearEach("out.rates", [600, 6.1e-5], 1e-6);
        _report.Failures.ShouldHaveSingleItem().ShouldContain("[1]");
    }

    [Fact]
    public void What_no_rule_looks_at_is_named()
    {
        _report.Near("out.loss", 0.5, 1e-5);
        _report.Equal("out.label", (byte[])[0, 1, 255, 3]);
        _report.Uncompared.Order().ShouldBe(["out.nan", "out.rates", "out.y"]);
        _report.Compared.ShouldBe(2);
    }

    [Fact]
    public void A_tensor_that_nothing_reads_is_named_where_names_do_not_tell_outputs_from_inputs()
    {
        SomeFixture.Write(_folder["z.safetensors"], ("x", [1], [2]), ("y", [1], [4]), ("z", [1], [6]), ("sd.spare", [1], [0]));
        using var fixture = SomeFixture.Open(_folder["z.safetensors"]);
        var report = new FixtureReport(fixture);
        report.Near("y", 2 * fixture.Float("x"), 1e-5);
        report.Uncompared.ShouldBe(["z"]);
        report.Given("z");
        report.Uncompared.ShouldBeEmpty();
    }

    [Fact]
    public void Of_a_parameter_that_the_file_leaves_out_the_first_value_that_agrees_counts()
    {
        _report.FirstThatAgrees([0.4, 0.5, 0.6], (attempt, value) => attempt.Near("out.loss", value, 1e-5));
        _report.Failures.ShouldBeEmpty();
        _report.FirstThatAgrees([0.4, 0.6], (attempt, value) => attempt.Near("out.loss", value, 1e-5));
        _report.Failures.ShouldHaveSingleItem().ShouldContain("0.4 for 0.5");
        _report.Compared.ShouldBe(2);
    }

    [Theory]
    [InlineData(float.NaN, true, true)]
    [InlineData(float.NaN, false, false)]
    [InlineData(0f, true, true)]
    [InlineData(1f, true, false)]
    public void A_mean_of_nothing_may_be_NaN_there_and_zero_here(float expected, bool ofNothing, bool passes)
    {
        using var scope = NewDisposeScope();
        SomeFixture.Write(_folder["mean.safetensors"], ("loss", [1], [expected]));
        using var fixture = SomeFixture.Open(_folder["mean.safetensors"]);
        var report = new FixtureReport(fixture);
        report.NearMean("loss", zeros(1), ofNothing, 1e-5);
        (report.Failures.Count == 0).ShouldBe(passes);
        report.Compared.ShouldBe(1);
    }

    [Theory]
    [InlineData("heads", 3.0)]
    [InlineData("base lr", 6e-3)]
    [InlineData("and", 6e-2)]
    [InlineData("aux_layer", -3.0)]
    [InlineData("dim", null)]
    public void Parameters_are_read_off_the_note(string words, double? value) => _fixture.Stated(words).ShouldBe(value);
}
