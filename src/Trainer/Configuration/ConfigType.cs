using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace Platform.Trainer.Configuration;

/// <summary>What a member of the configuration records takes.</summary>
/// <param name="Description">How errors call it: "a whole number".</param>
/// <param name="Accepts">Whether a value has that form; what is inside lists and objects is checked by itself.</param>
/// <param name="Element">Type of the items of a list, or of the values of a dictionary.</param>
sealed record ConfigType(string Description, Func<ConfigNode, bool> Accepts, Type? Element = null)
{
    static readonly ConcurrentDictionary<Type, ConfigType> s_types = new();

    /// <summary>A record of settings, whose keys are its members.</summary>
    public bool IsRecord { get; private init; }

    public static ConfigType Of(Type type) => s_types.GetOrAdd(type, Read);

    static ConfigType Read(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(int))
            return new("a whole number", n => n.Kind == JsonTokenType.Number && IsWhole(n.Text));
        if (type == typeof(double))
            return new("a number", n => n.Kind == JsonTokenType.Number && double.IsFinite(Number(n.Text)));
        if (type == typeof(bool))
            return new("true or false", n => n.Kind is JsonTokenType.True or JsonTokenType.False);
        if (type == typeof(string))
            return new("a string", n => n.Kind == JsonTokenType.String);
        if (!type.IsGenericType)
            return new("an object", n => n.Kind == JsonTokenType.StartObject) { IsRecord = true };
        var element = type.GetGenericArguments()[^1];
        return type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
            ? new($"a list, each item {Of(element).Description}", n => n.Kind == JsonTokenType.StartArray, element)
            : new($"an object, each value {Of(element).Description}", n => n.Kind == JsonTokenType.StartObject, element);
    }

    // 100.0 and 1e3 are whole too, but not to the deserialiser
    static bool IsWhole(string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
