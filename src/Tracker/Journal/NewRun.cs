using Platform.Contracts.Api;

namespace Platform.Tracker.Journal;

/// <summary>The row of a run nothing is known of but that it has entries.</summary>
static class NewRun
{
    /// <summary>Does nothing where the row is there, on either database.</summary>
    public static FormattableString Insert(Guid run) =>
        $"""
        INSERT INTO runs (id, applied_sequence, highest_sequence, stored, seed, total_iterations, code_dirty, status, attempt, iteration, log_lines)
        VALUES ({run}, 0, 0, 0, 0, 0, {false}, {nameof(RunStatus.Running)}, 0, 0, 0)
        ON CONFLICT DO NOTHING
        """;
}
