using System.Reflection;
using System.Text.Json.Serialization;
using Platform.Contracts.Events;

namespace Platform.Tracker.Journal;

/// <summary>The pinned name of each event.</summary>
static class WireNames
{
    static readonly Dictionary<Type, string> s_names = typeof(IRunEvent).GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToDictionary(a => a.DerivedType, a => (string)a.TypeDiscriminator!);

    public static string Of(IRunEvent @event) => s_names[@event.GetType()];
}
