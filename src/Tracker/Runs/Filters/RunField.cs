using Platform.Contracts.Api;

namespace Platform.Tracker.Runs.Filters;

/// <summary>A field of every run.</summary>
/// <param name="Sql">Over the run's row, named r; the same on both databases.</param>
sealed record RunField(string Name, ValueKind Kind, string Sql, string Meaning)
{
    public static readonly IReadOnlyList<RunField> All =
    [
        new("project", ValueKind.Text, "r.project", "the project"),
        new("experiment", ValueKind.Text, "r.experiment", "the experiment"),
        new("name", ValueKind.Text, "r.name", "the run's name"),
        new("method", ValueKind.Text, "r.method", "the training method"),
        new("backbone", ValueKind.Text, "r.backbone", "the network's backbone"),
        new("dataset", ValueKind.Text, "r.dataset", "the data set"),
        new("seed", ValueKind.Number, "r.seed", "the random seed"),
        new("status", ValueKind.Status, "r.status", "running, completed, failed or stopped"),
        new("phase", ValueKind.Text, "r.phase", "the current phase of training"),
        new("iteration", ValueKind.Number, "r.iteration", "the last iteration heard of"),
        new("iterations", ValueKind.Number, "r.total_iterations", "how many iterations are planned"),
        new("progress", ValueKind.Number, "CASE WHEN r.total_iterations > 0 THEN CAST(r.iteration AS double precision) / r.total_iterations ELSE 0 END",
            "iterations done of those planned, 0 to 1"),
        new("best", ValueKind.Number, "r.best_mean_iou", "best segmentation mIoU on the validation split, percent"),
        new("attempt", ValueKind.Number, "r.attempt", "1 for a run that was never resumed"),
        new("host", ValueKind.Text, "r.host", "the machine"),
        new("device", ValueKind.Text, "r.device", "what it trains on"),
        new("revision", ValueKind.Text, "r.code_revision", "the commit the trainer was built from"),
        new("sweep", ValueKind.Text, "r.sweep_id", "the sweep the run is a cell of"),
        new("started", ValueKind.Time, "r.started_at", "when it began"),
        new("updated", ValueKind.Time, "r.updated_at", "when its newest entry happened"),
        new("ended", ValueKind.Time, "r.ended_at", "when it ended"),
        new("tag", ValueKind.Tag, "", "any of its tags"),
        new("audited", ValueKind.Switch, "r.audited", "whether others rely on it"),
        new("id", ValueKind.Text, "lower(CAST(r.id AS text))", "the run's id"),
        new("archived", ValueKind.Switch, "r.archived", "whether it was put away"),
        new("synthetic", ValueKind.Switch, "r.synthetic", "whether its numbers were made up"),
    ];

    static readonly Dictionary<string, RunField> s_byName = All.ToDictionary(f => f.Name, StringComparer.OrdinalIgnoreCase);

    public static RunField? Find(string name) => s_byName.GetValueOrDefault(name);

    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public static FieldOperand Operand(string name) => new(s_byName[name]);

    public FilterField Describe() => new(Name, Kind.ToString().ToLowerInvariant(), Meaning);
}
