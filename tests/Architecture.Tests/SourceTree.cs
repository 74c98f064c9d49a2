using System.Diagnostics;
using Platform.TestKit;

namespace Platform.Architecture.Tests;

/// <summary>The files of the project: what git tracks or would, or without git all that is not ignored by name.</summary>
static class SourceTree
{
    static readonly HashSet<string> s_made = ["artifacts", "node_modules", ".git", "data", "runs", "TestResults", "bin", "obj"];

    /// <summary>Paths from the root, with slashes.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Tracked() ?? Walk(new(RepositoryRoot.Path), "")];

    public static string Read(string file) => File.ReadAllText(Path.Combine(RepositoryRoot.Path, file));

    static string[]? Tracked()
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["ls-files", "--cached", "--others", "--exclude-standard"])
            {
                WorkingDirectory = RepositoryRoot.Path,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var files = git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            git.WaitForExit();
            return git.ExitCode == 0 ? [.. files.Where(f => File.Exists(Path.Combine(RepositoryRoot.Path, f)))] : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    static IEnumerable<string> Walk(DirectoryInfo folder, string prefix) => folder.EnumerateFileSystemInfos()
        .Where(f => !s_made.Contains(f.Name))
        .SelectMany(f => f is DirectoryInfo inner ? Walk(inner, $"{prefix}{f.Name}/") : [prefix + f.Name]);
}
