using System.ComponentModel;
using System.Diagnostics;

namespace Platform.Doctor;

/// <summary>Asks other programs about themselves.</summary>
static class Programs
{
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    /// <summary>The first line a program prints, null when it is not there, fails or does not end.</summary>
    public static string? FirstLine(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            var line = process.StandardOutput.ReadLineAsync();
            if (!line.Wait(s_patience) || !process.WaitForExit(s_patience))
            {
                process.Kill(entireProcessTree: true);
                return null;
            }
            return process.ExitCode == 0 ? line.Result?.Trim() : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
