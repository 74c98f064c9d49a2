using System.Globalization;
using Xunit.Abstractions;

namespace Platform.Faults;

/// <summary>
/// Everything is killed at random points, and afterwards every journal line is stored once, byte for byte, and every
/// projection is what a replay makes of the journal.
/// </summary>
public sealed class FaultTests(ITestOutputHelper output)
{
    const int KillsACase = 7;
    const int SoakCases = 8;

    /// <summary>One case by default, eight under <c>--soak</c>; the one of <c>PLATFORM_FAULT_SEED</c> where it is set.</summary>
    public static TheoryData<int> Seeds
    {
        get
        {
            if (Environment.GetEnvironmentVariable("PLATFORM_FAULT_SEED") is { Length: > 0 } seed)
                return [int.Parse(seed, CultureInfo.InvariantCulture)];
            var cases = Environment.GetEnvironmentVariable("PLATFORM_FAULT_SOAK") is { Length: > 0 } ? SoakCases : 1;
            return [.. Enumerable.Range(0, cases).Select(_ => Random.Shared.Next(1_000_000))];
        }
    }

    [FaultTheory, MemberData(nameof(Seeds))]
    public async Task Kills_at_random_points_lose_nothing_and_count_nothing_twice(int seed)
    {
        Say($"seed {seed}");
        var random = new Random(seed);
        await using var rig = await Rig.StartAsync(seed, runs: 2);
        try
        {
            // each kind once, in any order, then any
            var kinds = (string[])["trainer-1", "publisher-2", "tracker-1", "broker", "postgres", "broker-connections", "postgres-connections"];
            random.Shuffle(kinds);
            for (var kill = 0; kill < KillsACase; kill++)
            {
                await Task.Delay(random.Next(100, 1_500));
                var target = kill < kinds.Length ? kinds[kill] : rig.Targets[random.Next(rig.Targets.Count)];
                var away = TimeSpan.FromMilliseconds(random.Next(0, 1_500));
                Say($"kill {kill + 1}: {target}, back after {away.TotalMilliseconds:0} ms");
                await rig.KillAsync(target, away);
            }
            await rig.DeliverAgainAsync(random);
            await rig.ShouldBeWholeAsync();
        }
        catch (Exception)
        {
            Say($"to run this case again: PLATFORM_FAULT_SEED={seed}\n{rig.Describe()}");
            throw;
        }
    }

    // also to the console: a run that hangs shows no test's output
    void Say(string line)
    {
        output.WriteLine(line);
        Console.WriteLine(line);
    }
}
