using Platform.Dashboard.Live;

namespace Platform.Dashboard.Tests.Live;

public sealed class HandoverTests
{
    readonly Clock _time = new();

    [Fact]
    public void What_was_given_is_taken_once()
    {
        var handover = new Handover(_time);
        var token = handover.Give("rows");

        handover.Take<string>(Guid.CreateVersion7()).ShouldBeNull();
        handover.Take<string>(token).ShouldBe("rows");
        handover.Take<string>(token).ShouldBeNull();
        handover.Take<string>(null).ShouldBeNull();
    }

    [Fact]
    public void What_nobody_took_in_time_is_forgotten()
    {
        var handover = new Handover(_time);
        var token = handover.Give("rows");
        _time.Now += Handover.Kept + TimeSpan.FromSeconds(1);

        handover.Take<string>(token).ShouldBeNull();
    }

    [Fact]
    public void Visitors_who_do_not_stay_leave_no_more_than_so_many_and_make_room_in_time()
    {
        var handover = new Handover(_time);
        for (var i = 0; i < Handover.Most; i++)
            handover.Give("rows");
        handover.Take<string>(handover.Give("one too many")).ShouldBeNull();

        _time.Now += Handover.Kept + TimeSpan.FromSeconds(1);
        handover.Take<string>(handover.Give("rows")).ShouldBe("rows");
    }

    sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
