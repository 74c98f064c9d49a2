using Platform.Contracts.Api;

namespace Platform.Dashboard.SingleRun;

/// <summary>The end of a run's console, growing with it; earlier lines on request.</summary>
public sealed class LogView(Guid run, TrackerClient tracker)
{
    public const int Page = 500;
    const int MostKept = 5000;

    List<LogLine> _lines = [];
    LogSettings? _read;
    long _readUpTo = -1;
    int _asked;

    public LogSettings Settings { get; private set; } = new();

    public IReadOnlyList<LogLine> Lines => _lines;

    /// <summary>Whether lines before the first shown may match.</summary>
    public bool HasEarlier { get; private set; }

    /// <summary>What the lines shown are as text, as it is copied.</summary>
    public string Text => string.Join('\n', _lines.Select(l => l.Text));

    public async Task UpdateAsync(RunDetail detail, LogSettings settings, CancellationToken cancel)
    {
        var asked = ++_asked;
        Settings = settings;
        var anew = _read is null || (_read.Search, _read.ErrorsOnly) != (settings.Search, settings.ErrorsOnly);
        if (!anew && _readUpTo == detail.Summary.AppliedSequence)
            return;
        // the end first; from then on only what came after it
        var request = anew || _lines.Count == 0 ? Request(settings) with { Before = long.MaxValue } : Request(settings) with { After = _lines[^1].Number, Take = MostKept };
        var found = await tracker.LogAsync(run, request, cancel);
        if (asked != _asked)
            return;     // a newer question is on its way
        if (request.Before is not null)
            (_lines, HasEarlier) = ([.. found], found.Count == Page);
        else
            _lines.AddRange(found);
        if (_lines.Count > MostKept)
        {
            _lines.RemoveRange(0, _lines.Count - MostKept);
            HasEarlier = true;
        }
        (_read, _readUpTo) = (settings, detail.Summary.AppliedSequence);
    }

    public async Task EarlierAsync(CancellationToken cancel = default)
    {
        if (_lines.Count == 0)
            return;
        var earlier = await tracker.LogAsync(run, Request(Settings) with { Before = _lines[0].Number }, cancel);
        _lines = [.. earlier, .. _lines];
        HasEarlier = earlier.Count == Page;
    }

    static LogRequest Request(LogSettings settings) => new() { Search = settings.Search, Stream = settings.ErrorsOnly ? "err" : null, Take = Page };
}
