using System.Reflection;

namespace SystemTorch.Tests;

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
        foreach (var method in type.GetMethods(Declared).Where(m => Visible(m)
            && (!m.IsSpecialName || m.Name.StartsWith("op_")) && m.GetBaseDefinition().DeclaringType != typeof(object)))
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
        if (!type.IsGenericType)
            return type.Name;
        return $"{type.Name.Split('`')[0]}<{string.Join(",", type.GetGenericArguments().Select(Name))}>";
    }
}
