using System.Diagnostics;

namespace Platform.Hosting;

/// <summary>Starts this program once more.</summary>
static class OwnProgram
{
    /// <summary>By its own executable, or by the dotnet that runs this one. It holds the other end of a pipe as standard input.</summary>
    public static ProcessStartInfo With(IEnumerable<string> arguments)
    {
        var host = Environment.ProcessPath!;
        var viaDotnet = Path.GetFileNameWithoutExtension(host) == "dotnet";
        return new(host, viaDotnet ? [Path.Combine(AppContext.BaseDirectory, "platform.dll"), .. arguments] : arguments) { RedirectStandardInput = true };
    }
}
