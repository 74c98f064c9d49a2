using Platform.TestKit;

namespace Platform.Trainer.Tests.Reporting;

/// <summary>What of the code can be told later: its commit, and what was changed since.</summary>
public sealed class CodeRevisionTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    string Diff => _folder.Sub("code.diff");

    [Fact]
    public async Task Changes_and_new_files_are_kept_as_a_patch_that_applies_and_the_checkout_is_left_as_it_was()
    {
        await CommitAsync();
        CodeRevision.Read(_folder.Sub("code")).Dirty.ShouldBeFalse();
        File.WriteAllText(_folder.Sub("code", "a.txt"), "one\n\ntwo changed\n\n");
        File.WriteAllText(_folder.Sub("code", "new.txt"), "new\n");
        CodeRevision.Read(_folder.Sub("code")).Dirty.ShouldBeTrue();

        CodeRevision.KeepDiff(Diff, _folder.Sub("code"));
        File.ReadAllText(Diff).ShouldSatisfyAllConditions(d => d.ShouldContain("+two changed"), d => d.ShouldContain("+new"));
        (await GitAsync("status", "--porcelain")).ShouldContain("?? new.txt");
        Directory.GetFiles(_folder.Path).ShouldBe([Diff], "no index of our own is left");

        await GitAsync("stash", "--include-untracked");
        await GitAsync("apply", Diff);
        File.ReadAllText(_folder.Sub("code", "a.txt")).ShouldBe("one\n\ntwo changed\n\n");
        File.ReadAllText(_folder.Sub("code", "new.txt")).ShouldBe("new\n");
    }

    [Fact]
    public void Outside_a_checkout_nothing_is_kept()
    {
        CodeRevision.KeepDiff(Diff, _folder.Path);
        File.Exists(Diff).ShouldBeFalse();
        CodeRevision.Read(_folder.Path).ShouldBe((null, false));
    }

    async Task CommitAsync()
    {
        Directory.CreateDirectory(_folder.Sub("code"));
        File.WriteAllText(_folder.Sub("code", "a.txt"), "one\n\ntwo\n\n");
        await GitAsync("init", "--quiet");
        await GitAsync("add", "a.txt");
        await GitAsync("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "--quiet", "-m", "first");
    }

    async Task<string> GitAsync(params string[] arguments)
    {
        await using var git = await ChildProcess.RunAsync("git", ["-C", _folder.Sub("code"), "-c", "user.name=a", "-c", "user.email=a@example.org", .. arguments]);
        git.ExitCode.ShouldBe(0, git.Errors);
        return git.Output;
    }
}
