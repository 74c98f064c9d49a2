using System.Reflection;
using Platform.TestKit;
using TorchSharp;

namespace SystemTorch.Tests;

/// <summary>Whatever compiles against SystemTorch must compile against TorchSharp: each public name, parameter name and default is there too.</summary>
public class ApiSubsetTests
{
    [SharedFact]
    public void Every_public_member_exists_in_TorchSharp()
    {
        var api = TorchSharpApi.Read(Path.Combine(SharedFolder.Path!, "torchsharp-0.106.0-api.txt"));
        var ours = typeof(torch).Assembly.GetExportedTypes().Where(t => t.Namespace!.StartsWith("TorchSharp")).ToList();
        ours.Count.ShouldBeGreaterThan(80);

        var missing = ours.SelectMany(type => api.Has(type)
            ? Signature.Of(type).Where(member => !api.Has(type, member)).Select(member => $"{type.FullName}::{member.Text}")
            : [$"type {type.FullName}"]);

        missing.ShouldBeEmpty();
    }

    [SharedFact]
    public void The_comparison_would_notice_a_wrong_default_and_a_wrong_name()
    {
        var api = TorchSharpApi.Read(Path.Combine(SharedFolder.Path!, "torchsharp-0.106.0-api.txt"));
        var wrong = Signature.Of(typeof(Wrong)).Select(s => s.Text).ToList();

        wrong.ShouldContain("dropout(Tensor input, Double p=0.4, Boolean training=True, Boolean inplace=False) : Tensor");
        Signature.Of(typeof(Wrong)).ShouldAllBe(member => !api.Has(typeof(torch.nn.functional), member));
    }

    static class Wrong
    {
        public static torch.Tensor dropout(torch.Tensor input, double p = 0.4, bool training = true, bool inplace = false) => input;

        public static torch.Tensor relu(torch.Tensor input, bool inplace = false) => input;
    }
}

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

/// <summary>A member as the list spells it, in each form that offers at least as much.</summary>
sealed record Signature(string Text, string[] Forms)
{
    const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    internal static IEnumerable<Signature> Of(Type type)
    {
        foreach (var property in type.GetProperties(Declared).Where(p => Visible(p.GetMethod) || Visible(p.SetMethod)))
        {
            var accessors = Visible(property.GetMethod) && Visible(property.SetMethod) ? ["{get;set;}"]
                : Visible(property.GetMethod) ? new[] { "{get;}", "{get;set;}" } : ["{set;}", "{get;set;}"];
            yield return From(accessors.Select(a => $"{property.Name} {a} : {Name(property.PropertyType)}"));
        }
        foreach (var field in type.GetFields(Declared).Where(f => f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly))
            yield return From([$"{field.Name} field {Name(field.FieldType)}"]);
        foreach (var method in type.GetMethods(Declared).Where(m => Visible(m) && (!m.IsSpecialName || m.Name.StartsWith("op_"))))
            yield return From([$"{method.Name}({Parameters(method)}) : {Name(method.ReturnType)}"]);
        foreach (var constructor in type.GetConstructors(Declared).Where(c => Visible(c) && !c.IsStatic && !type.IsSubclassOf(typeof(Delegate))))
            yield return From([$".ctor({Parameters(constructor)})"]);
    }

    static Signature From(IEnumerable<string> forms) => forms.ToArray() is var all ? new(all[0], all) : null!;

    static bool Visible(MethodBase? method) => method is not null && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly);

    static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(p =>
        $"{(p.ParameterType.IsByRef ? "ref " : "")}{Name(p.ParameterType)} {p.Name}{(p.HasDefaultValue ? "=" + Default(p) : "")}"));

    static string Default(ParameterInfo parameter) => parameter.RawDefaultValue switch
    {
        null => "null",
        Enum value => Convert.ToInt64(value).ToString(),
        IFormattable value => value.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        var value => value.ToString()!,
    };

    static string Name(Type type)
    {
        if (type.IsByRef)
            return Name(type.GetElementType()!);
        if (type.IsArray)
            return Name(type.GetElementType()!) + "[]";
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return Name(inner) + "?";
        if (!type.IsGenericType || !type.Name.Contains('`'))
            return type.Name;
        return $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(",", type.GetGenericArguments().Select(Name))}>";
    }
}
