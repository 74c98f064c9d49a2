using System.Globalization;
using Platform.TestKit;

namespace Platform.Faults;

/// <summary>A database without room: nothing is taken for stored that is not, and all is stored when there is room again.</summary>
public sealed class DiskTests
{
    [MountFact]
    public async Task A_full_disk_under_the_trackers_database_delays_and_loses_nothing()
    {
        await KillableServices.SqlAsync($"CREATE TABLESPACE small LOCATION '{await KillableServices.DoAsync("disk-make")}'");
        await using var rig = await Rig.StartAsync(seed: 1, runs: 2, tablespace: "small", halfway: true);
        await rig.AppliedAsync(entries: 5);

        await KillableServices.DoAsync("disk-fill");
        rig.GoOn();
        await rig.SaysAsync("tracker", "No space left on device", "the trackers meet the full disk");
        await KillableServices.DoAsync("disk-free");

        await rig.ShouldBeWholeAsync();
    }

    /// <summary>A test that mounts a small file system.</summary>
    sealed class MountFactAttribute : FactAttribute
    {
        const int SysAdmin = 21;

        public MountFactAttribute() => Skip = new FaultTheoryAttribute().Skip ?? (MayMount ? null : "needs the right to mount a file system (root, or a container with SYS_ADMIN)");

        static bool MayMount => File.Exists("/proc/self/status") && File.ReadLines("/proc/self/status").FirstOrDefault(l => l.StartsWith("CapEff:", StringComparison.Ordinal)) is { } line
            && (ulong.Parse(line.AsSpan(7).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) >> SysAdmin & 1) == 1;
    }
}
