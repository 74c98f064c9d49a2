using System.Collections;
using Platform.TestKit;

namespace Platform.Tests;

/// <summary>The built program, run as its users run it: as a process of its own.</summary>
static class PlatformProgram
{
    // artifacts/…/bin/Platform.Tests/release, beside it Platform/release
    static readonly string s_file = Path.GetFullPath(
        Path.Combine(AppContext.BaseDirectory, "..", "..", "Platform", new DirectoryInfo(AppContext.BaseDirectory).Name, "platform.dll"));

    static readonly string s_dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";

    /// <param name="home">Its <c>PLATFORM_Home</c>, where data and runs go.</param>
    public static ChildProcess Start(string home, IEnumerable<string> arguments, params (string Name, string Value)[] settings) =>
        ChildProcess.Start(s_dotnet, [s_file, .. arguments], Variables(home, settings), home);

    /// <summary>Starts it and waits for its end.</summary>
    public static async Task<ChildProcess> RunAsync(string home, IEnumerable<string> arguments, params (string Name, string Value)[] settings)
    {
        var program = Start(home, arguments, settings);
        await program.EndAsync();
        return program;
    }

    /// <summary>The same where no file may grow past the limit: to the program, a disk that is full.</summary>
    public static Task<ChildProcess> RunWithFullDiskAsync(string home, int kilobytes, params string[] arguments) => ChildProcess.RunAsync(
        "bash", ["-c", $"trap '' XFSZ; ulimit -f {kilobytes}; exec \"$@\"", "bash", s_dotnet, s_file, .. arguments],
        environment: Variables(home, [("DOTNET_EnableWriteXorExecute", "0")]), folder: home); // which would need one large file in memory

    // nothing of whoever runs the tests may change what they test
    static Dictionary<string, string?> Variables(string home, (string Name, string Value)[] settings)
    {
        var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(v => (string)v.Key)
            .Where(name => name.StartsWith("PLATFORM_", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(name => name, _ => (string?)null);
        variables["PLATFORM_Home"] = home;
        foreach (var (name, value) in settings)
            variables[name] = value;
        return variables;
    }
}
