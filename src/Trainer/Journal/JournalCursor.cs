using System.Text.Json;
using Platform.Contracts.Journal;

namespace Platform.Trainer.Journal;

/// <summary>
/// The file that remembers how far a journal has been delivered. Losing it costs a second delivery of what the tracker
/// already has, nothing more.
/// </summary>
sealed class JournalCursor(string path)
{
    /// <summary>The start where nothing was delivered yet; null where the file cannot be understood.</summary>
    public JournalPosition? Load()
    {
        if (!File.Exists(path))
            return JournalPosition.Start;
        try
        {
            return JsonSerializer.Deserialize<JournalPosition>(File.ReadAllBytes(path), JournalJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>All or nothing: a reader sees the old position or the new one.</summary>
    public void Save(JournalPosition position)
    {
        var next = path + ".next";
        File.WriteAllBytes(next, JsonSerializer.SerializeToUtf8Bytes(position, JournalJson.Options));
        File.Move(next, path, overwrite: true);
    }
}
