using System.Reflection;
using System.Runtime.InteropServices;

namespace Platform.Commands;

/// <summary><c>platform version</c></summary>
static class VersionCommand
{
    public static PlatformCommand Create()
    {
        var command = new PlatformCommand("version", "Prints the version of the platform, and of .NET.", "version");
        command.SetAction(_ => Console.WriteLine($"platform {Text} on {RuntimeInformation.FrameworkDescription}"));
        return command;
    }

    /// <summary>Version and, built in a checkout, its commit.</summary>
    public static string Text { get; } =
        typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
