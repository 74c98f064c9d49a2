using System.ComponentModel;
using System.Diagnostics;

namespace Platform.Trainer;

/// <summary>Which commit the running code comes from, asked of git in the program's own folder.</summary>
/// <param name="Commit">Null outside a checkout, or without git.</param>
sealed record CodeRevision(string? Commit, bool Dirty)
{
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    public static CodeRevision Current { get; } = Ask();

    static CodeRevision Ask()
    {
        var commit = Git("rev-parse", "HEAD");
        return new(commit, commit is not null && Git("status", "--porcelain", "--untracked-files=no") is { Length: > 0 });
    }

    static string? Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["-C", AppContext.BaseDirectory, .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        try
        {
            using var git = Process.Start(start)!;
            var output = git.StandardOutput.ReadToEndAsync();
            if (git.WaitForExit(s_patience))
                return git.ExitCode == 0 ? output.GetAwaiter().GetResult().Trim() : null;
            git.Kill();
            return null;
        }
        catch (Win32Exception)
        {
            return null; // no git here
        }
    }
}
