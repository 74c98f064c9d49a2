using Platform.Trainer.Sweeps.Strategies;

namespace Platform.Trainer.Tests.Sweeps.Strategies;

public sealed class SuccessiveHalvingTests
{
    static readonly int[] s_rungs = [100, 300];

    // Worked by hand, one in three goes on. At 100, in the order of arrival:
    //   run 0: 50, first of 1: max(1, 1/3) = 1 goes on, it is the best      on
    //   run 1: 40, of 2 one goes on, 50 is better                           ends
    //   run 2: 60, of 3 one goes on, it is the best                         on
    //   run 3: 55, of 4 one goes on, 60 is better                           ends
    //   run 4: 45, of 5 one goes on                                         ends
    //   run 5: 58, of 6 two go on, only 60 is better                        on
    //   run 6: 59, of 7 two go on, only 60 is better                        on
    // At 300 arrive, in this order:
    //   run 2: 62, the first                                                on
    //   run 0: 61, of 2 one goes on, 62 is better                           ends
    //   run 5: 66, of 3 one goes on, it is the best                         on
    //   run 6: 63, of 4 one goes on, 66 is better                           ends
    static readonly IReadOnlyList<RungValue>[] s_runs =
    [
        [new(100, 50, 1), new(200, 70, 4), new(300, 61, 10)],
        [new(100, 40, 2)],
        [new(100, 60, 3), new(300, 62, 9)],
        [new(100, 55, 5)],
        [new(100, 45, 6)],
        [new(100, 58, 7), new(300, 66, 11)],
        [new(100, 59, 8), new(300, 63, 12)],
    ];

    [Fact]
    public void It_ends_the_runs_a_hand_worked_example_ends() => SuccessiveHalving.Losers(s_runs, s_rungs, 3).ShouldBe([0, 1, 3, 4, 6]);

    [Fact]
    public void What_arrives_later_changes_no_decision()
    {
        for (var seen = 0L; seen <= 12; seen++)
        {
            var early = s_runs.Select(run => run.Where(v => v.Order <= seen).ToArray()).ToArray();
            var losers = SuccessiveHalving.Losers(early, s_rungs, 3).ToArray();
            losers.ShouldBeSubsetOf(SuccessiveHalving.Losers(s_runs, s_rungs, 3));
            var judged = s_runs.Select((run, i) => (i, run[^1].Order)).Where(r => r.Order <= seen).Select(r => r.i);
            SuccessiveHalving.Losers(s_runs, s_rungs, 3).Intersect(judged).ShouldBeSubsetOf(losers);
        }
    }

    [Fact]
    public void Of_equal_runs_the_first_goes_on() => SuccessiveHalving.Losers([[new(100, 50, 2)], [new(100, 50, 1)]], s_rungs, 2).ShouldBe([0]);

    [Fact]
    public void A_run_that_was_not_evaluated_at_the_rung_is_judged_by_its_next_evaluation() =>
        SuccessiveHalving.Losers([[new(90, 10, 1), new(120, 60, 2)], [new(100, 50, 3)]], [100], 2).ShouldBe([1]);

    [Fact]
    public void A_run_below_the_first_rung_is_left_alone() => SuccessiveHalving.Losers([[new(50, 10, 1)], [], [new(100, 50, 3)]], s_rungs, 2).ShouldBeEmpty();
}
