namespace Platform.Tracker.Audits.Claims;

/// <summary>What is wrong with a claims file, each with its line.</summary>
sealed class FaultList(string file)
{
    readonly List<(int Line, string Text)> _faults = [];

    public bool IsEmpty => _faults.Count == 0;

    public void Add(long line, string what) => _faults.Add(((int)line, what));

    /// <summary>"claims.yaml:12: …", in order of lines.</summary>
    public IReadOnlyList<string> Lines => [.. _faults.OrderBy(f => f.Line).Select(f => $"{file}:{f.Line}: {f.Text}")];
}
