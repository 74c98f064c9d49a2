using Platform.Tracker.Sweeps;

namespace Platform.Tracker.Tests.Sweeps;

public sealed class HearingTests
{
    readonly HandClock _clock = new();
    readonly Hearing _hearing;

    public HearingTests() => _hearing = new(_clock);

    [Fact]
    public void It_lasts_as_long_as_the_bus_is_there()
    {
        Looks(31).ShouldBe(TimeSpan.FromSeconds(29), "of the first look nothing is known, it began with the second");
        _hearing.Look(hearing: false).ShouldBe(TimeSpan.Zero);
        Looks(6).ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void A_tracker_that_slept_begins_anew()
    {
        Looks(31);
        _clock.Advance(TimeSpan.FromMinutes(1));
        _hearing.Look(hearing: true).ShouldBe(TimeSpan.Zero);
        Looks(6).ShouldBe(TimeSpan.FromSeconds(5));
    }

    TimeSpan Looks(int times)
    {
        var heard = TimeSpan.Zero;
        for (var look = 0; look < times; look++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            heard = _hearing.Look(hearing: true);
        }
        return heard;
    }
}
