namespace Platform.TestKit;

/// <summary>
/// How long a test waits for what will come. It ends what hangs and decides nothing else, so it is long: a machine with
/// other things to do may stand still for minutes. Below the time after which <c>./platform test</c> ends a silent test.
/// </summary>
public static class Patience
{
    /// <summary>For the <c>Timeout</c> of a test, in ms.</summary>
    public const int OfTest = 280_000;

    /// <summary>For one thing that a test waits for, as the end of a process, in ms.</summary>
    public const int OfWaitMs = 240_000;

    public static TimeSpan OfWait { get; } = TimeSpan.FromMilliseconds(OfWaitMs);
}
