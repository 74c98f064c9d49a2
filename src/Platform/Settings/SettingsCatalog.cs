namespace Platform.Settings;

/// <summary>Everything that can be set by environment variable; <c>docs/settings.md</c> shows the same table.</summary>
static class SettingsCatalog
{
    public static IReadOnlyList<Setting> All { get; } =
    [
        new(PlatformSettings.HomeKey, "the working directory; the launcher sets the checkout", "folder that holds `data/` and `runs/`"),
        new("Bus:Kind", "`rabbitmq`; `in-memory` for `demo` and for commands that reach the database by themselves", "`in-memory` or `rabbitmq`"),
        new("Bus:Uri", "`amqp://guest:guest@127.0.0.1:5672/`", "the RabbitMQ broker; `amqps` for TLS"),
        new("Tracker:Database", "`sqlite`", "`sqlite` or `postgres`"),
        new("Tracker:ConnectionString", "`Data Source=<home>/data/tracker.db`", "where the tracker's database is"),
        new("Tracker:BatchSize", "`300`", "journal entries stored in one transaction, at most"),
        new("Tracker:BatchMilliseconds", "`100`", "how long an entry waits for others to share its transaction"),
        new("Tracker:NoticeMilliseconds", "`200`", "least time between two notices that the same run changed"),
        new("Tracker:LeaseSeconds", "`20`", "a trainer of a sweep's cell that is silent for so long has lost it"),
        new("Tracker:ReadOnly", "`false`", "`true` for a tracker that answers from a read replica and stores nothing"),
        new("Tracker:Host", "`127.0.0.1`", "address the tracker's API listens on; `0.0.0.0` for every one"),
        new("Tracker:Port", "`5081`", "its port"),
        new("Dashboard:TrackerUrl", "`http://127.0.0.1:5081/`", "where the dashboard finds the tracker's API"),
        new("Dashboard:TrackerTimeoutSeconds", "`10`", "how long the tracker may take to answer a page"),
        new("Dashboard:Host", "`127.0.0.1`", "address the dashboard listens on"),
        new("Dashboard:Port", "`5080`", "its port"),
        new("Journal:Sync", "`interval`", "when a journal is forced to the disk: `always` after every write, `interval`, or `never`"),
        new("Journal:SyncMilliseconds", "`100`", "with `interval`, the longest that lines wait for it"),
        new("Journal:SegmentMegabytes", "`64`", "length at which `journal.jsonl` is closed, compressed and begun anew"),
        new("Log:Format", "`text`", "the log on standard error: `text`, or `json` with every value by name"),
        new("Trainer:TrackerUrl", "`http://127.0.0.1:5081/`", "where workers and `sweep` commands find the tracker's API"),
        new("Trainer:Checkpoints", "none", "folder or `s3://BUCKET/PREFIX` for copies of checkpoints, so that any machine resumes any run"),
        new("Trainer:DrainSeconds", "`15`", "how long a trainer that has ended waits for the broker to take its last entries"),
    ];

    /// <summary>Keys that are read but not for everyone: set by the launcher for the tests.</summary>
    public static bool IsForTests(string variable) =>
        variable.StartsWith(Setting.Prefix + "TEST_", StringComparison.Ordinal) || variable.StartsWith(Setting.Prefix + "FAULT_", StringComparison.Ordinal);
}
