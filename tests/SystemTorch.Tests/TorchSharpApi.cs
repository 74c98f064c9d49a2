namespace SystemTorch.Tests;

/// <summary>The recorded list of TorchSharp's members, by type.</summary>
sealed class TorchSharpApi
{
    readonly Dictionary<string, (string Base, HashSet<string> Members)> _types = [];

    internal static TorchSharpApi Read(string file)
    {
        var api = new TorchSharpApi();
        foreach (var line in File.ReadLines(file))
            if (line.StartsWith("T "))
            {
                var name = line[2..line.IndexOf(" : ")];
                api._types[name] = (line[(line.IndexOf(" : ") + 3)..].Trim(), []);
            }
            else if (line.StartsWith("  ") && line.IndexOf("::") is var split and > 0)
                api._types[line[2..split]].Members.Add(line[(split + 2)..]);
        return api;
    }

    internal bool Has(Type type) => _types.ContainsKey(type.FullName!);

    // A member may come from a base class there and be declared here.
    internal bool Has(Type type, Signature member)
    {
        for (var t = type; t is not null; t = t.BaseType)
        {
            var name = (t.IsGenericType ? t.GetGenericTypeDefinition() : t).FullName!;
            if (_types.TryGetValue(name, out var known) && member.Forms.Any(known.Members.Contains))
                return true;
        }
        return false;
    }
}
