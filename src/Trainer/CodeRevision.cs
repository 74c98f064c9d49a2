using System.ComponentModel;
using System.Diagnostics;

namespace Platform.Trainer;

/// <summary>Which commit the binaries lie in, and whether its work tree differs.</summary>
static class CodeRevision
{
    /// <summary>(null, false) outside a checkout or without git.</summary>
    public static (string? Commit, bool Dirty) Read() =>
        Git("rev-parse", "HEAD") is { } commit ? (commit, Git("status", "--porcelain") is { Length: > 0 }) : (null, false);

    static string? Git(params string[] arguments)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["-C", AppContext.BaseDirectory, .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var output = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            return git.ExitCode == 0 ? output.Trim() : null;
        }
        catch (Win32Exception)
        {
            return null; // git is not installed
        }
    }
}
