using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Platform.Trainer;

/// <summary>Which commit the binaries lie in, and how its work tree differs.</summary>
static class CodeRevision
{
    // more is not a change to some code
    const int MostDiffBytes = 16 << 20;

    /// <summary>(null, false) outside a checkout or without git.</summary>
    /// <param name="folder">Where to ask, default where the binaries are.</param>
    public static (string? Commit, bool Dirty) Read(string? folder = null) =>
        Text(folder, "rev-parse", "HEAD") is { } commit ? (commit, Text(folder, "status", "--porcelain") is { Length: > 0 }) : (null, false);

    /// <summary>
    /// Writes what the work tree has over its commit, new files included, as a patch for <c>git apply</c>; nothing where that is
    /// not known or finds no room, which whatever the run writes next has words for.
    /// </summary>
    public static void KeepDiff(string path, string? folder = null)
    {
        if (Text(folder, "rev-parse", "--absolute-git-dir") is not { } git || !File.Exists(Path.Combine(git, "index")))
            return;
        var index = path + ".index"; // new files are shown by an index of our own; the checkout's is left alone
        try
        {
            File.Copy(Path.Combine(git, "index"), index, overwrite: true);
            Git(folder, index, "add", "--intent-to-add", ":/");
            if (Git(folder, index, "diff", "--binary", "HEAD") is { Length: > 0 and <= MostDiffBytes } diff)
                File.WriteAllBytes(path, diff);
        }
        catch (Exception e) when (e is IOException or ArgumentOutOfRangeException) // the latter is what a limit to a file's size comes as
        {
            File.Delete(path);
        }
        finally
        {
            File.Delete(index);
        }
    }

    static string? Text(string? folder, params string[] arguments) => Git(folder, null, arguments) is { } output ? Encoding.UTF8.GetString(output).Trim() : null;

    static byte[]? Git(string? folder, string? index, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo("git", ["-C", folder ?? AppContext.BaseDirectory, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
            if (index is not null)
                start.Environment["GIT_INDEX_FILE"] = Path.GetFullPath(index);
            using var git = Process.Start(start)!;
            git.ErrorDataReceived += (_, _) => { };
            git.BeginErrorReadLine();
            using var output = new MemoryStream();
            git.StandardOutput.BaseStream.CopyTo(output);
            git.WaitForExit();
            return git.ExitCode == 0 ? output.ToArray() : null;
        }
        catch (Win32Exception)
        {
            return null; // git is not installed
        }
    }
}
