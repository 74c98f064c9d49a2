using System.Runtime.InteropServices;
using Platform.Contracts;
using static TorchSharp.torch;

namespace Platform.Trainer.Verification;

/// <summary>Compares the implementation with one fixture.</summary>
delegate void FixtureRule(Fixture fixture, FixtureReport report);

/// <summary>How one fixture came out.</summary>
/// <param name="Failures">Empty when it is as expected.</param>
public sealed record FixtureResult(string Stem, bool Known, IReadOnlyList<string> Failures)
{
    /// <summary>Why it could not be checked here; null where it was.</summary>
    public string? Skipped { get; init; }

    public bool Passed => Known && Skipped is null && Failures.Count == 0;
}

/// <summary>
/// Every rule by the stem it is for. A file belongs to the rule with the longest stem its name starts with, so that further files
/// of the same function (other sizes, seeds, edge cases, suffixes) need no code.
/// </summary>
public static class FixtureCatalog
{
    static readonly (string Stem, FixtureRule Rule)[] s_rules =
    [
        .. DuplFixtures.Rules,
        .. ResNetFixtures.Rules,
        .. HeadFixtures.Rules,
        .. ClipFixtures.Rules,
        .. WeClipNetworkFixtures.Rules,
    ];

    /// <summary>Checks every <c>.safetensors</c> file of a folder, or one file, in the order of names.</summary>
    /// <exception cref="UserErrorException">There is no such file or folder, or it holds no fixture.</exception>
    public static IEnumerable<FixtureResult> Check(string path, Device device)
    {
        var files = Directory.Exists(path) ? Directory.GetFiles(path, "*.safetensors").Order(StringComparer.Ordinal).ToArray()
            : File.Exists(path) ? [path]
            : throw new UserErrorException($"{path}: no such file or folder");
        if (files.Length == 0)
            throw new UserErrorException($"{path}: holds no .safetensors file");
        return files.Select(file => CheckFile(file, device));
    }

    static FixtureResult CheckFile(string path, Device device)
    {
        using var scope = NewDisposeScope();
        using var fixture = Fixture.Open(path, device);
        if (RuleOf(fixture.Stem) is not { } rule)
            return new(fixture.Stem, Known: false, []);
        var report = new FixtureReport(fixture);
        try
        {
            rule(fixture, report);
        }
        catch (Exception e) when (e is UserErrorException or ArgumentException or ExternalException)
        {
            return new(fixture.Stem, Known: true, [e.Message.Split('\n')[0]]);
        }
        if (report is { Compared: 0, Skipped: { } reason })
            return new(fixture.Stem, Known: true, []) { Skipped = reason };
        return new(fixture.Stem, Known: true, report.Compared > 0 ? report.Failures : ["its rule compared nothing"]);
    }

    static FixtureRule? RuleOf(string stem) =>
        s_rules.Where(r => stem == r.Stem || stem.StartsWith(r.Stem + "_", StringComparison.Ordinal))
            .OrderByDescending(r => r.Stem.Length)
            .Select(r => r.Rule)
            .FirstOrDefault();
}
