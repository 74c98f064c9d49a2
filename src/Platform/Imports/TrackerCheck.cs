using System.CommandLine;
using Platform.Contracts.Api;
using Platform.Contracts.Journal;
using Platform.Settings;
using Platform.Trainer;
using Platform.Trainer.Journal;

namespace Platform.Imports;

/// <summary>
/// What a tracker says of a journal before it is delivered: whether somebody deleted the run, so that its entries would be
/// dropped, and whether it lacks entries that the broker once confirmed.
/// </summary>
sealed class TrackerCheck(Uri tracker, bool restore) : IDisposable
{
    static readonly Option<string?> s_tracker = new("--tracker") { HelpName = "URL", Description = "the tracker that stores them, asked before; default http://127.0.0.1:5081/ (Trainer:TrackerUrl)" };
    static readonly Option<bool> s_restore = new("--restore") { Description = "take in runs again that somebody deleted from the tracker" };

    readonly HttpClient _http = new() { BaseAddress = tracker, Timeout = TimeSpan.FromSeconds(60) };
    bool _isSilent;

    public static IEnumerable<Option> Options => [s_tracker, s_restore];

    public static bool Restores(ParseResult parsed) => parsed.GetValue(s_restore);

    public static TrackerCheck Of(ParseResult parsed, PlatformSettings settings) =>
        new(settings.Set("Trainer:TrackerUrl", parsed.GetValue(s_tracker)).TrackerUrl(), Restores(parsed));

    /// <summary>Makes the journal ready to be delivered. A tracker that does not answer is told of, once.</summary>
    /// <returns>Why delivering it would be in vain; null where it is not.</returns>
    public async Task<string?> RefusalAsync(RunFolder folder, CancellationToken cancel)
    {
        try
        {
            if (_isSilent || JournalReader.Read(folder.Journal).FirstOrDefault() is not { Header.RunId: var run })
                return null;
            var client = new TrackerClient(_http);
            if (await client.DeletedAtAsync(run, cancel) is { } at)
            {
                if (!restore)
                    return WasDeleted(run, at);
                await client.RestoreRunAsync(run, cancel);
                GoBack(folder, 0);
            }
            else if (await client.JournalStateAsync(run, cancel) is { } state)
                GoBack(folder, state.AppliedSequence);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancel.IsCancellationRequested)
        {
            _isSilent = true;
            Console.Error.WriteLine($"platform: the tracker {tracker} does not answer: which runs were deleted there, and which entries it lacks, is unknown (--tracker URL)");
        }
        catch (JournalFormatException)
        {
            // a damaged journal is delivered up to the damage, and that is told then
        }
        return null;
    }

    public static string WasDeleted(Guid run, DateTimeOffset at) =>
        $"run {run} was deleted from the tracker on {at.UtcDateTime:yyyy-MM-dd HH:mm}Z, which drops what comes of it; --restore takes it in again";

    // what is on its way meanwhile comes twice, which the tracker recognises
    static void GoBack(RunFolder folder, long applied)
    {
        var cursor = new JournalCursor(folder.Cursor);
        if (File.Exists(folder.Cursor) && cursor.Load()?.Sequence > applied)
            cursor.Save(JournalReader.Read(folder.Journal).TakeWhile(r => r.End.Sequence <= applied).LastOrDefault()?.End ?? JournalPosition.Start);
    }

    public void Dispose() => _http.Dispose();
}
