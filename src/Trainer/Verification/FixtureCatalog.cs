using Platform.Contracts;
using static TorchSharp.torch;

namespace Platform.Trainer.Verification;

/// <summary>Compares the implementation with one fixture.</summary>
delegate void FixtureRule(Fixture fixture, FixtureReport report);

/// <summary>How one fixture came out.</summary>
/// <param name="Failures">Empty when it is as expected.</param>
/// <param name="Uncompared">Expected outputs that its rule does not look at.</param>
public sealed record FixtureResult(string Stem, bool Known, IReadOnlyList<string> Failures, IReadOnlyList<string> Uncompared)
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
        .. DuplNetworkFixtures.Rules,
        .. DuplCamFixtures.Rules,
        .. DuplLossFixtures.Rules,
        .. DuplDataFixtures.Rules,
        .. DuplTrainingFixtures.Rules,
        .. ToCoFixtures.Rules,
        .. CosaFixtures.Rules,
        .. CosaNetworkFixtures.Rules,
        .. RecurSeedFixtures.Rules,
        .. EdgePredictMixFixtures.Rules,
        .. CrfFixtures.Rules,
        .. LearningPseudoLabelFixtures.Rules,
        .. WeClipFixtures.Rules,
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

    /// <summary>One file against a rule, or against the one its name chooses. A file that cannot be read or checked has failed.</summary>
    internal static FixtureResult CheckFile(string path, Device device, FixtureRule? rule = null)
    {
        var stem = Path.GetFileNameWithoutExtension(path);
        using var scope = NewDisposeScope();
        try
        {
            using var fixture = Fixture.Open(path, device);
            rule ??= RuleOf(stem);
            if (rule is null)
                return new(stem, Known: false, [], []);
            var report = new FixtureReport(fixture);
            rule(fixture, report);
            if (report is { Compared: 0, Skipped: { } reason })
                return new(stem, Known: true, [], []) { Skipped = reason };
            return new(stem, Known: true, report.Compared > 0 ? report.Failures : ["its rule compared nothing"], [.. report.Uncompared]);
        }
        // whatever a file provokes is its own failure: the next one is still to be checked
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return new(stem, Known: true, [Explain(e, path)], []);
        }
    }

    static string Explain(Exception e, string path)
    {
        var line = e.Message.Split('\n')[0];
        return e is UserErrorException ? line.Replace(path + ": ", "", StringComparison.Ordinal) : $"{e.GetType().Name}: {line}";
    }

    /// <summary>The rule a file's name chooses; null without one.</summary>
    internal static FixtureRule? RuleOf(string stem) =>
        s_rules.Where(r => stem == r.Stem || stem.StartsWith(r.Stem + "_", StringComparison.Ordinal))
            .OrderByDescending(r => r.Stem.Length)
            .Select(r => r.Rule)
            .FirstOrDefault();
}
