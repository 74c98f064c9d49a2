namespace Platform.TestKit;

/// <summary>
/// How long a test waits for what will come. It ends what hangs and decides nothing else, so it is long: a machine with
/// other things to do may stand still for a minute. Below the time after which <c>./platform test</c> ends a silent test.
/// </summary>
public static class Patience
{
    /// <summary>For the <c>Timeout</c> of a test, in ms.</summary>
    public const int OfTest = 280_000;

    /// <summary>For one thing that a test waits for, in ms.</summary>
    public const int OfWaitMs = 120_000;

    /// <summary>For the end of a process that does what it was started for.</summary>
    public static TimeSpan OfProcess { get; } = TimeSpan.FromMinutes(4);

    public static TimeSpan OfWait { get; } = TimeSpan.FromMilliseconds(OfWaitMs);
}
