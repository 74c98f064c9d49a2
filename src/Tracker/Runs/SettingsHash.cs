using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Journal;
using Platform.Tracker.Comparisons;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Runs;

/// <summary>
/// A number that is the same where two configurations are, but for seeds, names and machines; kept with each run, so that runs
/// of one configuration are found without reading it. Whoever changes what it covers has to empty the column by a migration.
/// </summary>
static class SettingsHash
{
    const int RunsAtOnce = 500;

    // columns of the run, which are compared as such
    static readonly string[] s_fields = ["method", "backbone", "dataset"];

    /// <summary>Whether the parameter counts.</summary>
    public static bool Covers(string key) => SettingRank.Of(key) <= SettingRank.Config && !s_fields.Contains(key);

    /// <summary>A number is one however it was written.</summary>
    public static long Of(IEnumerable<RunParameter> parameters)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var parameter in parameters.Where(p => Covers(p.Key)).OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            Append(hash, Encoding.UTF8.GetBytes(parameter.Key));
            Append(hash, parameter.NumberValue is { } number ? BitConverter.GetBytes(number == 0 ? 0.0 : number) : Encoding.UTF8.GetBytes(parameter.TextValue), parameter.NumberValue is not null);
        }
        return BinaryPrimitives.ReadInt64LittleEndian(hash.GetHashAndReset());
    }

    /// <summary>Computes those that are missing: of runs that were stored before there were any, or by an older tracker.</summary>
    /// <returns>How many.</returns>
    public static async Task<int> FillAsync(TrackerDb db, CancellationToken cancel)
    {
        var filled = 0;
        while (await db.Runs.Where(r => r.SettingsHash == null && r.StartedAt != null).OrderBy(r => r.Id).Take(RunsAtOnce).ToListAsync(cancel) is { Count: > 0 } runs)
        {
            foreach (var run in runs)
            {
                using var config = JsonDocument.Parse(run.Config!);
                run.SettingsHash = Of(RunParameters.Of(run.Id, config.RootElement, JsonSerializer.Deserialize<Dictionary<string, bool>>(run.Switches!, JournalJson.Options)!));
            }
            await db.SaveChangesAsync(cancel);
            db.ChangeTracker.Clear();
            filled += runs.Count;
        }
        return filled;
    }

    static void Append(IncrementalHash hash, byte[] bytes, bool isNumber = false)
    {
        Span<byte> head = stackalloc byte[5];
        BinaryPrimitives.WriteInt32LittleEndian(head, bytes.Length);
        head[4] = isNumber ? (byte)1 : (byte)0;
        hash.AppendData(head);
        hash.AppendData(bytes);
    }
}
