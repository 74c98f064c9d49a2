using Platform.Tracker.Ablations;

namespace Platform.Tracker.Tests.Ablations;

public sealed class LadderOrderTests
{
    [Fact]
    public void Each_step_adds_one_switch_whichever_order_the_runs_came_in() =>
        Order("111", "000", "110", "100").ShouldBe("000 100 110 111 |  | ");

    [Fact]
    public void Steps_the_runs_do_not_have_are_skipped() =>
        Order("000", "110", "111").ShouldBe("000 110 111 |  | ");

    [Fact]
    public void What_lacks_one_switch_of_the_last_step_stands_apart() =>
        Order("0000", "1000", "1100", "1110", "1111", "1011", "0111", "0011").ShouldBe("0000 1000 1100 1110 1111 | 0111 1011 | 0011");

    [Fact]
    public void Leaving_one_out_alone_makes_no_ladder() =>
        Order("111", "110", "101", "011").ShouldBe("111 | 011 101 110 | ");

    [Fact]
    public void Leaving_one_out_with_a_baseline_makes_no_step_of_what_lacks_one() =>
        Order("1111", "0000", "1110", "1101", "1011").ShouldBe("0000 1111 | 1011 1101 1110 | ");

    [Fact]
    public void Of_a_whole_grid_the_switches_are_turned_on_in_their_order() =>
        Order("000", "001", "010", "011", "100", "101", "110", "111").ShouldBe("000 100 110 111 | 011 101 | 010 001");

    [Fact]
    public void Of_two_ladders_as_long_the_one_of_more_runs_is_shown() =>
        Order(("000", 1), ("100", 1), ("010", 3), ("110", 1)).ShouldBe("000 010 110 | 100 | ");

    [Fact]
    public void One_combination_is_a_ladder_of_one_step_and_none_is_none()
    {
        Order("10").ShouldBe("10 |  | ");
        LadderOrder.Of([]).Steps.ShouldBeEmpty();
    }

    static string Order(params string[] rows) => Order([.. rows.Select(r => (r, 1))]);

    static string Order(params (string On, int Runs)[] rows)
    {
        var order = LadderOrder.Of([.. rows.Select(r => new Combination([.. r.On.Select(c => c == '1')], r.Runs))]);
        return string.Join(" | ", new[] { order.Steps, order.LeaveOneOut, order.Others }.Select(part => string.Join(' ', part.Select(Text))));
    }

    static string Text(Combination c) => string.Concat(c.On.Select(on => on ? '1' : '0'));
}
