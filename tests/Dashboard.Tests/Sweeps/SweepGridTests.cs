using Platform.Dashboard.Sweeps;
using Platform.Dashboard.Tests.Hosting;

namespace Platform.Dashboard.Tests.Sweeps;

public sealed class SweepGridTests
{
    static readonly DateTimeOffset s_begun = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_ladder_stands_as_configurations_by_seeds()
    {
        var grid = SweepGrid.Of(RecordedSweep.Ladder(s_begun).Detail);
        grid.RowNames.ShouldBe(["baseline", "+dual-student", "+loss-dis"]);
        grid.ColumnNames.ShouldBe(["1", "2", "3"]);
        grid.At("+dual-student", "3").ShouldHaveSingleItem().State.ShouldBe(Contracts.Sweeps.SweepCellState.Failed);
    }

    [Fact]
    public void Two_settings_and_one_seed_stand_as_a_plane_numbers_in_their_order()
    {
        var ladder = RecordedSweep.Ladder(s_begun).Detail;
        string[] rates = ["0.01", "0.001", "1e-4"];
        var grid = SweepGrid.Of(ladder with
        {
            Axes = ["rate", "stem"],
            Cells = [.. ladder.Cells.Take(6).Select((c, i) => c with { Seed = 1, Values = new Dictionary<string, string> { ["rate"] = rates[i / 2], ["stem"] = i % 2 == 0 ? "patch" : "conv" } })],
        });
        (grid.Rows, grid.Columns).ShouldBe(("rate", "stem"));
        grid.RowNames.ShouldBe(["1e-4", "0.001", "0.01"]);
        grid.ColumnNames.ShouldBe(["patch", "conv"]);
        grid.At("0.01", "conv").ShouldHaveSingleItem().Id.ShouldBe(ladder.Cells[1].Id);
    }

    [Fact]
    public void What_falls_into_one_place_stands_there_together() =>
        SweepGrid.Of(RecordedSweep.Drawn(s_begun).Detail, "backbone.stem", "seed").At("patch", "1").Count().ShouldBe(14);

    [Fact]
    public void A_choice_it_does_not_know_is_none()
    {
        var grid = SweepGrid.Of(RecordedSweep.Ladder(s_begun).Detail, "nothing", "seed");
        (grid.Rows, grid.Columns).ShouldBe(("row", "seed"));
    }
}
