namespace Platform.Tracker.Journal;

/// <summary>What a replay applied so far.</summary>
public sealed record ReplayReport(int Runs, long Entries);
