namespace Platform.Architecture.Tests;

public class LayoutTests
{
    const int MostLines = 400;

    static readonly string[] s_root =
    [
        "platform", "Platform.sln", "README.md", "LICENSE", "compose.yaml", "Dockerfile", ".env.example", ".dockerignore", ".editorconfig",
        ".gitignore", "global.json", "Directory.Build.props", "Directory.Packages.props",
    ];

    static readonly string[] s_rootFolders = [".ci", ".config", "configs", "deploy", "docs", "src", "tests", "migrations"];

    static readonly string[] s_bannedFolders = ["Helpers", "Utils", "Utilities", "Common", "Extensions", "Services", "Models", "Misc", "Managers"];

    // file and why it may be long
    static readonly Dictionary<string, string> s_long = new()
    {
    };

    [Fact]
    public void The_root_holds_only_what_the_layout_lists()
    {
        SourceTree.Files.Where(f => !f.Contains('/')).Except(s_root).ShouldBeEmpty();
        SourceTree.Files.Where(f => f.Contains('/')).Select(f => f.Split('/')[0]).Distinct().Except(s_rootFolders).ShouldBeEmpty();
    }

    [Fact]
    public void No_folder_is_named_after_a_kind_of_code() =>
        SourceTree.Files.Where(f => f.Split('/')[..^1].Intersect(s_bannedFolders, StringComparer.OrdinalIgnoreCase).Any()).ShouldBeEmpty();

    [Fact]
    public void No_source_file_is_longer_than_the_limit()
    {
        var long_ = Sources("src/", "migrations/").Where(f => Lines(f) > MostLines).ToArray();
        long_.Except(s_long.Keys).ShouldBeEmpty($"split them at {MostLines} lines");
        s_long.Keys.Except(long_).ShouldBeEmpty("these are short again; take them off the list");
    }

    [Fact]
    public void Most_source_files_are_short()
    {
        var lines = Sources("src/").Select(Lines).Order().ToArray();
        lines[lines.Length / 2].ShouldBeLessThanOrEqualTo(60, "median of lines a file");
        lines[(int)(lines.Length * 0.95)].ShouldBeLessThanOrEqualTo(250, "95th percentile of lines a file");
    }

    // what is plenty on one machine is too short on the next; see Patience
    [Fact]
    public void No_test_is_ended_after_a_time_of_its_own() =>
        Sources("tests/").Where(f => System.Text.RegularExpressions.Regex.IsMatch(SourceTree.Read(f), @"\((Timeout|timeout) = \d")).ShouldBeEmpty("write Timeout = Patience.OfTest");

    [Fact]
    public void No_file_names_a_path_of_somebodys_machine()
    {
        string[] paths = ["/" + "work/", "/" + "root/", "/" + "home/", "/" + "Users/"];
        SourceTree.Files.Where(f => Path.GetExtension(f) is ".cs" or ".csproj" or ".props" or ".targets" or ".razor" or ".json" or ".md" or ".sh" or "")
            .Where(f => paths.Any(p => SourceTree.Read(f).Contains(p, StringComparison.Ordinal)))
            .ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_is_left_for_later()
    {
        string[] marks = ["TO" + "DO", "FIX" + "ME", "NotImplemented" + "Exception"];
        Sources("src/", "migrations/", "tests/").Where(f => marks.Any(m => SourceTree.Read(f).Contains(m, StringComparison.Ordinal))).ShouldBeEmpty();
    }

    static IEnumerable<string> Sources(params string[] folders) => SourceTree.Files.Where(f =>
        folders.Any(folder => f.StartsWith(folder, StringComparison.Ordinal)) && Path.GetExtension(f) is ".cs" or ".razor" or ".cpp" or ".css" or ".js");

    static int Lines(string file) => SourceTree.Read(file).Count(c => c == '\n');
}
