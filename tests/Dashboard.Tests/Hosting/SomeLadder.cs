namespace Platform.Dashboard.Tests.Hosting;

/// <summary>A sweep over three switches: a ladder, one left out, five seeds, and runs of another learning rate.</summary>
static class SomeLadder
{
    static readonly string[] s_switches = ["dual-student", "dta", "anf"];

    public static IEnumerable<SomeRun> Runs()
    {
        var seconds = 0;
        foreach (var (on, gain) in new (string[], double)[] { ([], 0), (["dual-student"], 5), (["dual-student", "dta"], 5.2), (s_switches, 8), (["dta", "anf"], 3) })
            foreach (var seed in Enumerable.Range(1, 5))
                yield return Run(on, seed, gain) with { Started = SomeRun.Begin.AddSeconds(seconds++) };
        yield return Run([], 6, -10, rate: 0.1) with { Started = SomeRun.Begin.AddSeconds(seconds) };
    }

    /// <param name="gain">Points of IoU over the baseline, more of it in later classes.</param>
    public static SomeRun Run(string[] on, int seed, double gain, double rate = 0.002, string backbone = "vit-tiny", int iterations = 1000, int crop = 64) =>
        new($"dupl-{(on.Length == 0 ? "baseline" : string.Join('-', on))}-s{seed}")
        {
            Seed = seed, Sweep = "dupl-shapes-ladder", Backbone = backbone, Iterations = iterations,
            Config = new { seed, optimizer = new { learningRate = rate }, backbone = new { name = backbone }, dataset = new { batchSize = 16, cropSize = crop } },
            Switches = s_switches.ToDictionary(s => s, on.Contains),
            Metrics = new() { ["rate/iterations"] = [4, 5, 6], ["system/memory"] = [2.0 * (1 << 30)] },
            Evaluations = [SomeScores.Of("cam", c => Iou(c, seed, gain) - 5, iterations), SomeScores.Of("seg", c => Iou(c, seed, gain), iterations)],
        };

    // a seed shifts all classes alike in every row, and a little in each
    static double Iou(int place, int seed, double gain) => 55 + 3 * place + seed % 3 + 0.4 * Math.Sin(7 * seed + 13 * gain + place) + gain * (0.6 + 0.12 * place);
}
