using System.Globalization;

namespace Platform.Benchmarks;

/// <summary>Processor time of processes, of their descendants too, from /proc; nothing where it cannot be read.</summary>
static class IngestProcessors
{
    // the kernel's unit in /proc, the same on every Linux we run on
    const double TicksPerSecond = 100;

    /// <summary>Seconds used by the process, its descendants, and those it has waited for.</summary>
    public static double Seconds(int process)
    {
        var all = Directory.EnumerateDirectories("/proc").Select(d => int.TryParse(Path.GetFileName(d), out var id) ? Read(id) : null)
            .OfType<Stat>().ToLookup(s => s.Parent);
        return Read(process) is { } root ? Sum(root, all) / TicksPerSecond : double.NaN;
    }

    /// <summary>Seconds all processors of the machine were busy.</summary>
    public static double MachineSeconds()
    {
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..9].Select(long.Parse).ToArray();
        return (fields.Sum() - fields[3] - fields[4]) / TicksPerSecond; // without idle and waiting for disks
    }

    /// <summary>The parent: of a PostgreSQL backend the server.</summary>
    public static int ParentOf(int process) => Read(process)?.Parent ?? 0;

    /// <summary>Who listens on the port of this machine; 0 where that cannot be seen.</summary>
    public static int ListenerOn(int port)
    {
        var socket = File.ReadLines("/proc/net/tcp").Concat(File.ReadLines("/proc/net/tcp6")).Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(f => f is [_, var local, _, "0A", ..] && int.Parse(local[(local.LastIndexOf(':') + 1)..], NumberStyles.HexNumber, CultureInfo.InvariantCulture) == port)
            .Select(f => $"socket:[{f[9]}]").FirstOrDefault();
        return socket is null ? 0 : Directory.EnumerateDirectories("/proc")
            .Select(d => int.TryParse(Path.GetFileName(d), out var id) && Holds(d, socket) ? id : 0).FirstOrDefault(id => id > 0);
    }

    static bool Holds(string process, string socket)
    {
        try
        {
            return Directory.EnumerateFiles(Path.Combine(process, "fd")).Any(f => new FileInfo(f).LinkTarget == socket);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // another user's, or gone meanwhile
        }
    }

    static long Sum(Stat stat, ILookup<int, Stat> byParent) => stat.Ticks + byParent[stat.Id].Sum(child => Sum(child, byParent));

    static Stat? Read(int process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return new(process, int.Parse(fields[1], CultureInfo.InvariantCulture), fields[11..15].Sum(long.Parse));
        }
        catch (IOException)
        {
            return null;
        }
    }

    sealed record Stat(int Id, int Parent, long Ticks);
}
