using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Tracker.Runs.Filters;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Runs;

/// <summary>Lays a run's configuration out key by key.</summary>
static class RunParameters
{
    /// <returns>The new ones.</returns>
    public static async Task<IReadOnlyCollection<RunParameter>> ReplaceAsync(TrackerDb db, Guid run, RunStarted e, CancellationToken cancel)
    {
        foreach (var tracked in db.ChangeTracker.Entries<RunParameter>().Where(p => p.Entity.RunId == run).ToArray())
            tracked.State = EntityState.Detached;
        await db.Set<RunParameter>().Where(p => p.RunId == run).ExecuteDeleteAsync(cancel);
        var parameters = Of(run, e.Config, e.Switches);
        db.AddRange(parameters);
        return parameters;
    }

    /// <summary>One per leaf; lists are leaves. Switches as they were resolved win over what the configuration says of them.</summary>
    public static IReadOnlyCollection<RunParameter> Of(Guid run, JsonElement config, IReadOnlyDictionary<string, bool> switches)
    {
        var leaves = new Dictionary<string, RunParameter>(StringComparer.Ordinal);
        Add(leaves, run, "", config);
        foreach (var (name, on) in switches)
            Put(leaves, run, ParameterOperand.SwitchPrefix + name, on ? "true" : "false", null);
        return leaves.Values;
    }

    static void Add(Dictionary<string, RunParameter> leaves, Guid run, string key, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                    Add(leaves, run, key.Length == 0 ? member.Name : $"{key}.{member.Name}", member.Value);
                break;
            case JsonValueKind.String:
                Put(leaves, run, key, value.GetString()!, null);
                break;
            case JsonValueKind.Null or JsonValueKind.Undefined:
                break;
            default:
                var number = value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var read) && double.IsFinite(read) ? read : (double?)null;
                Put(leaves, run, key, value.GetRawText(), number);
                break;
        }
    }

    static void Put(Dictionary<string, RunParameter> leaves, Guid run, string key, string text, double? number)
    {
        key = StoredForm.Text(key);
        if (key.Length is > 0 and <= RunParameter.LongestKey)
            leaves[key] = new() { RunId = run, Key = key, TextValue = StoredForm.Text(text), NumberValue = number };
    }
}
