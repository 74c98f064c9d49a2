using Platform.Contracts;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Platform.Tracker.Audits.Claims;

/// <summary>Reads a claims file; docs/audit.md is its schema.</summary>
static class ClaimsReader
{
    const int MostFaultsTold = 20;
    const int MostDepth = 32;

    /// <exception cref="UserErrorException">The file cannot be read, or breaks the schema: every fault with its line.</exception>
    public static ClaimsFile Read(string path)
    {
        var file = Parse(path, File.Exists(path) ? File.ReadAllText(path) : throw new UserErrorException($"there is no claims file {path}"), out var faults);
        return faults.Count == 0
            ? file
            : throw new UserErrorException(string.Join("; ", faults.Take(MostFaultsTold))
                + (faults.Count > MostFaultsTold ? $"; and {faults.Count - MostFaultsTold} more" : ""));
    }

    public static ClaimsFile Parse(string path, string text, out IReadOnlyList<string> faults)
    {
        var found = new FaultList(path);
        var claims = new List<Claim>();
        if (Root(text, found) is { } root)
        {
            foreach (var node in root.List("claims"))
                if (node is YamlMappingNode mapping)
                    claims.Add(ClaimReader.Read(mapping, claims.Count + 1, found));
                else
                    found.Add(node.Start.Line, "a claim must hold keys (id, source, text …)");
            if (claims.Count == 0 && found.IsEmpty)
                found.Add(root.Line, "there is no claim: the file holds a list under 'claims'");
            root.Done();
        }
        Check(claims, found);
        faults = found.Lines;
        return new(path, claims);
    }

    static YamlObject? Root(string text, FaultList faults)
    {
        var line = 1L;
        try
        {
            if (IsDeep(text, ref line))
            {
                faults.Add(line, $"it is nested deeper than {MostDepth} levels");
                return null;
            }
            var yaml = new YamlStream();
            using var reader = new StringReader(text);
            yaml.Load(reader);
            if (yaml.Documents is [{ RootNode: YamlMappingNode mapping }])
                return new(mapping, "the file", faults);
            faults.Add(1, yaml.Documents.Count > 1 ? "a second document begins; a claims file is one" : "it must hold a list under 'claims'");
        }
        catch (YamlException e)
        {
            faults.Add(e.Start.Line, $"not valid YAML: {e.Message}");
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException)
        {
            faults.Add(line, "not valid YAML from here on"); // the parser has inputs it gives up on without a word
        }
        return null;
    }

    // the tree is built by recursion, which a file nested deep enough would end the process with
    static bool IsDeep(string text, ref long line)
    {
        using var reader = new StringReader(text);
        var (events, depth) = (new Parser(reader), 0);
        while (events.MoveNext())
        {
            line = Math.Max(1, events.Current!.Start.Line);
            if ((depth += events.Current.NestingIncrease) > MostDepth)
                return true;
        }
        return false;
    }

    static void Check(IReadOnlyList<Claim> claims, FaultList faults)
    {
        var earlier = new Dictionary<string, Claim>();
        foreach (var claim in claims.Where(c => c.Id.Length > 0))
            if (!earlier.TryAdd(claim.Id, claim))
                faults.Add(claim.Line, $"a second claim has the id '{claim.Id}'; the first is at line {earlier[claim.Id].Line}");
        foreach (var claim in claims)
            foreach (var id in Cited(claim.Assertion))
                if (!earlier.TryGetValue(id, out var cited))
                    faults.Add(claim.Line, $"claim '{claim.Id}' names a claim '{id}', which there is not");
                else if (cited.Assertion is ComparisonAssertion)
                    faults.Add(claim.Line, $"claim '{claim.Id}' names claim '{id}', which compares claims itself and holds no number");
    }

    static IEnumerable<string> Cited(Assertion assertion) => assertion switch
    {
        ArithmeticAssertion arithmetic => new[] { arithmetic.Left.ClaimId, arithmetic.Right.ClaimId }.OfType<string>(),
        ComparisonAssertion comparison => comparison.ClaimIds,
        _ => [],
    };
}
