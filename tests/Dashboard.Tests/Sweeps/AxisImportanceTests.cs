using Platform.Dashboard.Sweeps;
using Platform.Dashboard.Tests.Hosting;

namespace Platform.Dashboard.Tests.Sweeps;

public sealed class AxisImportanceTests
{
    // between groups 6, within 4: ε² = (6 − 1 × 4/4) / 10
    [Fact]
    public void It_is_epsilon_squared_as_worked_by_hand() =>
        AxisImportance.Of("a", Cells(("x", 9), ("x", 10), ("x", 11), ("y", 11), ("y", 12), ("y", 13))).Share!.Value.ShouldBe((6 - 1) / 10.0, 1e-12);

    [Fact]
    public void A_setting_that_decides_everything_has_all_of_the_variance_and_one_that_decides_nothing_none()
    {
        AxisImportance.Of("a", Cells(("x", 1), ("x", 1), ("y", 2), ("y", 2))).Share.ShouldBe(1);
        AxisImportance.Of("a", Cells(("x", 1), ("x", 2), ("y", 1), ("y", 2))).Share.ShouldBe(0);
    }

    [Fact]
    public void Where_no_group_has_two_cells_nothing_can_be_said() => AxisImportance.Of("a", Cells(("x", 1), ("y", 2))).Share.ShouldBeNull();

    [Fact]
    public void Many_numbers_are_grouped_by_rank_and_have_a_direction()
    {
        var falling = AxisImportance.Of("a", [.. Enumerable.Range(1, 20).Select(i => ($"1e-{i}", (double)i))]);
        falling.Groups.ShouldBe(5);
        falling.Trend!.Value.ShouldBe(-1, 1e-9);
        falling.Share!.Value.ShouldBeGreaterThan(0.9);
    }

    [Fact]
    public void Equal_values_share_their_rank() =>
        AxisImportance.Of("a", Cells(("1", 1), ("2", 2), ("2", 2), ("3", 3))).Trend!.Value.ShouldBe(1, 1e-12);

    [Fact]
    public void The_settings_of_a_sweep_are_ranked_by_it() =>
        AxisImportance.Of(RecordedSweep.Drawn(DateTimeOffset.UnixEpoch).Detail)[0].Key.ShouldBe("optimizer.learningRate");

    static (string, double)[] Cells(params (string, double)[] cells) => cells;
}
