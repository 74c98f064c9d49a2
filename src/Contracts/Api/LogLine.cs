namespace Platform.Contracts.Api;

/// <summary>A line of a run's console; <see cref="Number"/> counts 1, 2, 3 … within the run, <see cref="Stream"/> is "out" or "err".</summary>
public sealed record LogLine(long Number, DateTimeOffset WrittenAt, string Stream, string Text);
