using System.Runtime.InteropServices;

namespace Platform.Doctor;

/// <summary>What else has to be on the machine.</summary>
static class MachineChecks
{
    const long NeededBytes = 2L << 30;

    public static IEnumerable<Finding> Run(string home) =>
    [
        new(".NET", Health.Good, RuntimeInformation.FrameworkDescription),
        Sdk(),
        Installed("npm", "needed to build the dashboard", "npm", Programs.FirstLine("npm", "--version")),
        Installed("Chromium", "needed by ./platform test", "chromium", Chromium()),
        Installed("RabbitMQ", "needed in service and by ./platform test", "rabbitmq-server", RabbitMq()),
        Installed("PostgreSQL", "needed in service and by ./platform test", "postgresql", Postgres()),
        Disk(home),
    ];

    static Finding Sdk() => Programs.FirstLine("dotnet", "--version") is { } version
        ? new(".NET SDK", Health.Good, version)
        : new(".NET SDK", Health.Lacking, "not found; needed to build", "curl -sSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0");

    static Finding Installed(string part, string what, string package, string? state) => state is not null
        ? new(part, Health.Good, state)
        : new(part, Health.Lacking, $"not found; {what}", $"sudo apt-get install -y --no-install-recommends {package}");

    static string? Chromium() => Programs.FirstLine(
        Environment.GetEnvironmentVariable("PLATFORM_TEST_CHROMIUM") is { Length: > 0 } given ? given : "chromium", "--version");

    // the server's own scripts want its user; its folder's name tells the version without asking
    static string? RabbitMq()
    {
        const string Versions = "/usr/lib/rabbitmq/lib";
        if (!Directory.Exists(Versions))
            return null;
        return Directory.EnumerateDirectories(Versions, "rabbitmq_server-*").Select(Path.GetFileName).Max()?.Replace("rabbitmq_server-", "");
    }

    static string? Postgres()
    {
        const string Versions = "/usr/lib/postgresql";
        var newest = Directory.Exists(Versions) ? Directory.EnumerateDirectories(Versions).Max() : null;
        return newest is null ? null : Programs.FirstLine(Path.Combine(newest, "bin", "postgres"), "--version");
    }

    static Finding Disk(string home)
    {
        var free = new DriveInfo(home).AvailableFreeSpace;
        var state = $"{free / (double)(1 << 30):0.0} GiB free below {home}";
        return free > NeededBytes
            ? new("disk", Health.Good, state)
            : new("disk", Health.Broken, state, "free at least 2 GiB, or set PLATFORM_Home to a folder on another disk");
    }
}
