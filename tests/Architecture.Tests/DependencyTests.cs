using System.Xml.Linq;
using Platform.TestKit;

namespace Platform.Architecture.Tests;

public class DependencyTests
{
    // project, and all it may reference of ours
    static readonly Dictionary<string, string[]> s_allowed = new()
    {
        ["Contracts"] = [],
        ["SystemTorch"] = [],
        ["Trainer"] = ["Contracts", "SystemTorch"],
        ["Tracker"] = ["Contracts"],
        ["Dashboard"] = ["Contracts"],
        ["Platform"] = ["Contracts", "Trainer", "Tracker", "Dashboard", "Postgres", "Sqlite", "SystemTorch"],
        ["Postgres"] = ["Tracker", "Contracts"],
        ["Sqlite"] = ["Tracker", "Contracts"],
    };

    public static TheoryData<string> Projects => [.. ProjectFiles().Select(Name)];

    [Theory, MemberData(nameof(Projects))]
    public void A_project_references_only_what_it_may(string project)
    {
        s_allowed.ShouldContainKey(project, "a new project: say here what it may reference");
        References(project).Except(s_allowed[project]).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Projects))]
    public void Versions_are_central(string project) =>
        Load(project).Descendants("PackageReference").Where(p => p.Attribute("Version") is not null || p.Attribute("VersionOverride") is not null)
            .ShouldBeEmpty("versions belong in Directory.Packages.props");

    [Fact]
    public void The_trainer_never_names_the_bus_but_in_what_publishes_the_journal() =>
        SourceTree.Files.Where(f => f.StartsWith("src/Trainer/", StringComparison.Ordinal) && f.EndsWith(".cs", StringComparison.Ordinal))
            .Where(f => !f.StartsWith("src/Trainer/Journal/", StringComparison.Ordinal) && !f.EndsWith("Setup.cs", StringComparison.Ordinal))
            .Where(f => SourceTree.Read(f).Contains("using MassTransit", StringComparison.Ordinal))
            .ShouldBeEmpty();

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = SourceTree.Read("Platform.sln").Replace('\\', '/');
        SourceTree.Files.Where(f => f.EndsWith(".csproj", StringComparison.Ordinal)).Where(f => !solution.Contains(f, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    static IEnumerable<string> ProjectFiles() => SourceTree.Files.Where(f =>
        f.EndsWith(".csproj", StringComparison.Ordinal) && (f.StartsWith("src/", StringComparison.Ordinal) || f.StartsWith("migrations/", StringComparison.Ordinal)));

    static string Name(string file) => Path.GetFileNameWithoutExtension(file);

    static XDocument Load(string project) => XDocument.Load(Path.Combine(RepositoryRoot.Path, ProjectFiles().Single(f => Name(f) == project)));

    static IEnumerable<string> References(string project) =>
        Load(project).Descendants("ProjectReference").Select(r => Name(r.Attribute("Include")!.Value.Replace('\\', '/')));
}
