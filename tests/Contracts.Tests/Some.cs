using System.Text.Json;
using Platform.Contracts.Commands;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;

namespace Platform.Contracts.Tests;

/// <summary>One of each message, every member set; its JSON is Golden/[wire name].json.</summary>
static class Some
{
    public static readonly Guid RunId = Guid.Parse("0197a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b");
    static readonly DateTimeOffset s_at = new(2026, 11, 21, 9, 30, 15, 250, TimeSpan.Zero);

    public static readonly EntryHeader Header = new()
    {
        RunId = RunId, Sequence = 42, Attempt = 2, OccurredAt = s_at,
        PreviousHash = "3f0a377ba0a4a460ecb616f6507ce0d8cfa3e704025d4fda3ed0c5ca05468728",
    };

    /// <summary>What is journaled.</summary>
    public static readonly IReadOnlyDictionary<string, IRunEvent> Events = new Dictionary<string, IRunEvent>
    {
        ["run-started"] = new RunStarted
        {
            Project = "wsss", Experiment = "ladder", RunName = "dupl-full-3", Method = "dupl", Backbone = "deit-b16", Dataset = "shapes",
            SplitSizes = new Dictionary<string, int> { ["train"] = 2000, ["val"] = 300 },
            Config = JsonSerializer.SerializeToElement(new { batch = 16, learningRate = 0.0001, name = "Größe" }, JournalJson.Options),
            ConfigHash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            Switches = new Dictionary<string, bool> { ["discrepancy"] = true, ["noise-filter"] = false },
            Seed = 3, TotalIterations = 20000, CodeRevision = "e71e3a8", CodeDirty = true, Host = "gpu-1", Device = "cuda:0",
            Libraries = new Dictionary<string, string> { ["dotnet"] = "10.0.1", ["libtorch"] = "2.7.1" },
            SweepId = "sweep-7", CellId = "cell-12",
            Imported = new("dupl-voc.log", "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae", "wsss-console", 760, 3), Synthetic = true,
        },
        ["run-resumed"] = new RunResumed { FromIteration = 4000, Checkpoint = "checkpoints/4000", Host = "gpu-2", Device = "cuda:1" },
        ["metrics-logged"] = new MetricsLogged
        {
            Iterations = [1, 2, 3],
            Values = new Dictionary<string, IReadOnlyList<double?>>
            {
                ["loss/cls"] = [0.6931471805599453, double.NaN, 1e-7],
                ["loss/seg"] = [null, double.PositiveInfinity, double.NegativeInfinity],
            },
            OffsetsMs = [-400, -200, 0],
            Coalesced = 5,
            Lines = [56, 58, 60],
        },
        ["phase-changed"] = new PhaseChanged { Iteration = 2000, From = "warm-up", To = "segmentation", Reason = "schedule" },
        ["evaluation-completed"] = new EvaluationCompleted
        {
            Iteration = 2000, Split = "val", Output = "seg+crf", Network = "student-1",
            Protocol = new()
            {
                Scales = [0.5, 1, 1.5], Flip = true, Crf = true, ImageLabels = false, IgnoreIndex = 255,
                Thresholds = new Dictionary<string, double> { ["background"] = 0.45 },
                InputSize = "original", Fusion = "max", OfCheckpoint = true,
            },
            ClassNames = ["background", "cat"], Confusion = [[4000000000, 12], [7, 981]], ImageCount = 300, MeanIou = 98.0490178,
        },
        ["scores-imported"] = new ScoresImported
        {
            Iteration = 20000, Split = "val", Output = "seg", Network = "student-2", Column = "Seg_2", Title = "Final Model Result:", Line = 712,
            Part = "train.log",
            Protocol = new() { Crf = false, Flip = false, ImageLabels = true, Scales = [1, 0.5], IgnoreIndex = 255, BackgroundThreshold = 0.5 },
            Classes = [new(90.938, "90.938", 714, "bg"), new(double.NaN, "-", 716, "cat")],
            MeanIou = new(69.889, "69.889", 758),
        },
        ["previews-rendered"] = new PreviewsRendered
        {
            Iteration = 2000,
            Previews =
            [
                new() { ImageId = "2007_000033", Kind = "cam", ClassName = "aeroplane", Network = "student-1", Png = [0x89, 0x50, 0x4e, 0x47] },
                new() { ImageId = "2007_000033", Kind = "input", Blob = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae" },
            ],
        },
        ["checkpoint-saved"] = new CheckpointSaved
        {
            Iteration = 4000, Path = "checkpoints/4000", SizeBytes = 346_123_456, IsBest = true, BestBy = "miou/val/seg",
            Sha256 = "fcde2b2edba56bf408601fb721fe9b5c338d10ee429ea04fae5511b68fbf8fb9",
        },
        ["log-written"] = new LogWritten { Stream = "err", Lines = ["tab\there, \"quoted\" <b>&</b> + 'ü' 你好", ""] },
        ["system-sampled"] = new SystemSampled
        {
            Iteration = 120, CpuPercent = 187.5, MemoryBytes = 2_147_483_648, GpuPercent = 93, GpuMemoryBytes = 21_474_836_480,
        },
        ["run-completed"] = new RunCompleted { FinalIteration = 20000, BestMeanIou = 73.3, BestIteration = 18000 },
        ["run-failed"] = new RunFailed { FinalIteration = 17, Error = "loss/seg is NaN", Stack = "at TrainLoop.Run()\nat Program.Main()" },
        ["run-stopped"] = new RunStopped { FinalIteration = 50, Reason = "iteration-limit" },
    };

    /// <summary>What is said without being journaled.</summary>
    public static readonly IReadOnlyDictionary<string, object> Messages = new Dictionary<string, object>
    {
        ["heartbeat-sent"] = new HeartbeatSent
        {
            Trainer = "gpu-1/4711-9f3c", SentAt = s_at, Host = "gpu-1", Device = "cuda:1", State = Api.TrainerState.Training,
            RunId = RunId, RunName = "dupl-voc s1", Attempt = 2, Iteration = 123, TotalIterations = 20000,
            Journals = [new(RunId, 2, 42)],
        },
        ["run-changed"] = new RunChanged { RunId = RunId, AppliedSequence = 42, NewestAt = s_at },
        ["start-run"] = new StartRun { RunId = RunId, Sweep = "sweep-7", CellId = "cell-12" },
        ["resend-entries"] = new ResendEntries { RunId = RunId, From = 17, To = 19 },
        ["stop-run"] = new StopRun { RunId = RunId, Attempt = 2, Reason = "asked in the dashboard" },
    };
}
