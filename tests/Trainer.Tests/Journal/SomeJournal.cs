using System.Text;
using System.Text.Json;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.TestKit;
using Platform.Trainer.Journal;

namespace Platform.Trainer.Tests.Journal;

/// <summary>A run's folder of its own, gone after the test, and events to fill its journal with.</summary>
sealed class SomeJournal : IDisposable
{
    public SomeJournal() => Folder = RunFolder.Of(Path.Combine(Path.GetTempPath(), "platform-tests"), RunId);

    public Guid RunId { get; } = Guid.CreateVersion7();
    public RunFolder Folder { get; }
    public byte[] Bytes => File.ReadAllBytes(Folder.Journal);
    public IReadOnlyList<JournalEntry> Entries => [.. JournalReader.Read(Folder.Journal).Select(r => JournalEntry.Read(r.Bytes))];

    public IReadOnlyList<string> Lines => Encoding.UTF8.GetString(Bytes).TrimEnd('\n').Split('\n');

    public RunJournal Open() => RunJournal.Open(Folder, RunId, TimeProvider.System);

    /// <summary>Writes a whole journal of a start and so many log lines.</summary>
    public SomeJournal Holding(int entries)
    {
        using var journal = Open();
        journal.Append(Started);
        for (var i = 2; i <= entries; i++)
            journal.Append(Log($"line {i}"));
        return this;
    }

    public void Dispose() => TempFolder.Delete(Folder.Path);

    public static LogWritten Log(string line) => new() { Stream = "out", Lines = [line] };

    public static readonly RunStarted Started = new()
    {
        Project = "tests", Experiment = "journal", RunName = "some", Method = "baseline", Backbone = "vit-tiny", Dataset = "shapes",
        SplitSizes = new Dictionary<string, int> { ["train"] = 8 }, Config = JsonSerializer.SerializeToElement(new { seed = 1 }),
        ConfigHash = new('a', 64), Switches = new Dictionary<string, bool>(), Seed = 1, TotalIterations = 10,
        Host = "here", Device = "cpu", Libraries = new Dictionary<string, string>(),
    };
}
