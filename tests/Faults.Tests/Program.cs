using System.Globalization;
using Platform.Faults;

return args switch
{
    ["write", var folder, var run, var iterations, var seed, var gate] =>
        WriterProcess.Run(new(folder), Guid.Parse(run), int.Parse(iterations, CultureInfo.InvariantCulture), int.Parse(seed, CultureInfo.InvariantCulture), gate),
    ["publish", var folder, var run, var broker] => await PublisherProcess.RunAsync(new(folder), Guid.Parse(run), broker),
    _ => throw new ArgumentException($"a test project, run by the test runner; its own processes start it with write or publish, not: {string.Join(' ', args)}"),
};
