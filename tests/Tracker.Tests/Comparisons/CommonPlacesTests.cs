using Platform.Contracts.Api;
using Platform.Tracker.Comparisons;

namespace Platform.Tracker.Tests.Comparisons;

public sealed class CommonPlacesTests
{
    [Fact]
    public void Points_at_the_same_places_are_taken_as_they_are()
    {
        var places = CommonPlaces.Of([([1, 2, 3], [10, 20, 30]), ([1, 2, 3], [12, 20, 33])], new(0, 20, 10));
        places.X.ShouldBe([1, 2, 3]);
        places.Values.ShouldBe([[10, 20, 30], [12, 20, 33]]);
    }

    [Fact]
    public void Between_its_points_a_run_is_interpolated_and_beyond_them_it_is_not()
    {
        var places = CommonPlaces.Of([([0, 10], [0, 100]), ([2, 4, 20], [1, 2, 3])], new(0, 20, 10));
        places.X.ShouldBe([0, 2, 4, 10, 20]);
        places.Values[0].ShouldBe([0, 20, 40, 100, double.NaN]);
        places.Values[1][0].ShouldBe(double.NaN);
        places.Values[1][3].ShouldBe(2.375, 1e-12);
    }

    [Fact]
    public void A_bucket_is_the_mean_of_its_points_and_stands_in_its_middle()
    {
        double[] x = [.. Enumerable.Range(1, 1000).Select(i => (double)i)];
        var places = CommonPlaces.Of([(x, x), (x, [.. x.Select(v => 2 * v)])], new(0, 1000, 10));
        places.X.Length.ShouldBe(10);
        places.X[0].ShouldBe(50);
        places.Values[0][0].ShouldBe(50);       // 1 to 99
        places.Values[1][0].ShouldBe(100);
        places.X[^1].ShouldBeLessThan(1000);
    }

    [Fact]
    public void NaN_is_no_point_and_a_place_where_no_run_has_one_is_left_out()
    {
        var places = CommonPlaces.Of([([1, 2, 3], [1, double.NaN, double.NaN]), ([1, 2, 3], [3, double.NaN, 5])], new(0, 20, 10));
        places.X.ShouldBe([1, 3]);
        places.Values[0].ShouldBe([1, double.NaN]);
    }

    [Fact]
    public void A_band_tells_how_many_runs_it_is_made_of_and_one_run_has_no_deviation()
    {
        var places = CommonPlaces.Of([([1, 2], [1, 4]), ([1], [3])], new(0, 20, 10));
        var band = SeedBand.Of(places, ComparisonBand.Deviation, 3);
        band.Y.ShouldBe([2, 4]);
        band.Runs.ShouldBe([2, 1]);
        band.Low[0].ShouldBe(2 - Math.Sqrt(2), 1e-12);
        band.High[1].ShouldBe(double.NaN);
        SeedBand.Of(places, ComparisonBand.Range, 3).Low.ShouldBe([1, 4]);
    }
}
