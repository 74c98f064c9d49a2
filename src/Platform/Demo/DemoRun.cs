namespace Platform.Demo;

/// <summary>A variant that has been trained.</summary>
/// <param name="Entries">Lines counted in its journal file.</param>
sealed record DemoRun(Variant Variant, Guid Id, long Entries, TimeSpan Took);
