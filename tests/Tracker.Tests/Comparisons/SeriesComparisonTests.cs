using Platform.Contracts.Api;

namespace Platform.Tracker.Tests.Comparisons;

public sealed class SeriesComparisonTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Groups_have_a_mean_and_a_band_and_a_run_alone_its_points(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        var (a, b, c) = (Run(1, 10), Run(3, 14), Run(100, 200));
        await tracker.StoreAsync([.. a.Lines, .. b.Lines, .. c.Lines]);

        var series = await tracker.SeriesComparison.CompareAsync(new() { Groups = [[a.RunId, b.RunId], [c.RunId], [Guid.CreateVersion7()]], Metric = "loss" }, default);

        series[0].X.ShouldBe([1, 2]);
        series[0].Y.ShouldBe([2, 12]);
        series[0].Runs.ShouldBe([2, 2]);
        series[0].High[1].ShouldBe(12 + Math.Sqrt(8), 1e-12);
        series[1].Y.ShouldBe([100, 200]);
        series[1].Runs.ShouldBeEmpty();
        series[2].X.ShouldBeEmpty();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Aligned_at_a_phase_x_counts_from_where_each_run_entered_it(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        var early = new SomeJournal().Started().Metric("loss", 1, 1, 2, 3, 4).Phase("segmentation", 2);
        var late = new SomeJournal().Started().Metric("loss", 1, 5, 6, 7, 8).Phase("segmentation", 4);
        var never = Run(1, 2);
        await tracker.StoreAsync([.. early.Lines, .. late.Lines, .. never.Lines]);
        var request = new SeriesComparisonRequest
        {
            Groups = [[early.RunId], [late.RunId], [never.RunId], [early.RunId, late.RunId]], Metric = "loss", Axis = ComparisonAxis.Phase, Phase = "segmentation",
        };

        var whole = await tracker.SeriesComparison.CompareAsync(request, default);
        whole[0].X.ShouldBe([-1, 0, 1, 2]);
        whole[1].X.ShouldBe([-3, -2, -1, 0]);
        whole[2].X.ShouldBeEmpty();
        whole[3].Y[3].ShouldBe((2 + 8) / 2.0);      // both at the phase's first iteration

        var zoomed = await tracker.SeriesComparison.CompareAsync(request with { From = 0, To = 1 }, default);
        zoomed[0].Y.ShouldBe([1, 2, 3, 4], "the points next to the range keep the curve from ending inside of it");
        zoomed[1].X.ShouldBe([-1, 0]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Over_time_runs_begin_at_zero_or_at_the_hour_they_began(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        var journal = new SomeJournal().Started().Metric("loss", 1, 4, 3).Metric("loss", 3, 2, 1).Completed(4);      // an entry a second
        await tracker.StoreAsync(journal.Lines);
        var request = new SeriesComparisonRequest { Groups = [[journal.RunId]], Metric = "loss", Axis = ComparisonAxis.Relative };

        var relative = (await tracker.SeriesComparison.CompareAsync(request, default))[0];
        relative.X.ShouldBeInOrder();
        relative.X[3].ShouldBeInRange(1, 3);
        var wall = (await tracker.SeriesComparison.CompareAsync(request with { Axis = ComparisonAxis.Wall }, default))[0];
        (wall.X[3] - relative.X[3]).ShouldBe(SomeJournal.Begin.ToUnixTimeMilliseconds() / 1000.0, 0.001);
        var late = (await tracker.SeriesComparison.CompareAsync(request with { From = (relative.X[1] + relative.X[2]) / 2 }, default))[0];
        late.Y.ShouldBe([3, 2, 1]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_zoom_shows_points_that_the_overview_left_out(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        var journal = new SomeJournal().Started();
        for (var first = 1; first <= 10_000; first += 500)
            journal.Metrics(first, 500, metrics: 1);
        await tracker.StoreAsync(journal.Lines);
        var request = new SeriesComparisonRequest { Groups = [[journal.RunId], [journal.RunId, journal.RunId]], Metric = "loss/0", MaxPoints = 200 };

        var overview = await tracker.SeriesComparison.CompareAsync(request, default);
        overview[0].X.Length.ShouldBe(200);
        overview[0].Low.Zip(overview[0].High, (low, high) => high - low).ShouldAllBe(width => width > 0.1);     // the noise is seen, not averaged away
        overview[0].Total.ShouldBe(10_000);
        overview[1].X.ShouldBe(overview[0].X);
        var zoomed = await tracker.SeriesComparison.CompareAsync(request with { From = 5000, To = 5099 }, default);
        zoomed[0].X.ShouldBe(Enumerable.Range(4999, 102).Select(i => (double)i));
        zoomed[0].Total.ShouldBe(100);
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        ComparedSeries[] series =
        [
            new() { X = [1, 2], Y = [0.5, double.NaN], Low = [0, 1], High = [1, 2], Runs = [2, 1], Total = 9 },
            new() { X = [3], Y = [4], Low = [], High = [], Runs = [], Total = 1 },
        ];
        var read = ComparedSeriesBinary.Read(ComparedSeriesBinary.Write(series));
        read[0].ShouldBeEquivalentTo(series[0]);
        read[1].ShouldBeEquivalentTo(series[1]);
    }

    static SomeJournal Run(params double?[] values) => new SomeJournal().Started().Metric("loss", 1, values);
}
