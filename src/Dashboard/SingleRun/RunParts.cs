namespace Platform.Dashboard.SingleRun;

/// <summary>What each tab of one run's page shows: the open one as the address says, the others as they were left.</summary>
public sealed class RunParts
{
    readonly Dictionary<RunTab, IPartSettings> _parts = new()
    {
        [RunTab.Curves] = new CurveSettings(), [RunTab.Classes] = new ClassSettings(), [RunTab.Previews] = new PreviewSettings(),
        [RunTab.Config] = new ConfigSettings(), [RunTab.Log] = new LogSettings(), [RunTab.System] = new CurveSettings { System = true },
        [RunTab.Checkpoints] = new CheckpointSettings(), [RunTab.Journal] = new JournalSettings(),
    };

    public RunTab Tab { get; private set; }

    public IPartSettings Open => _parts[Tab];

    public IPartSettings this[RunTab tab] => _parts[tab];

    public CurveSettings Curves => (CurveSettings)_parts[RunTab.Curves];

    /// <summary>Takes over what an address says.</summary>
    public void Read(string address)
    {
        var query = PageQuery.Of(address);
        Tab = query.Choice<RunTab>("tab") ?? RunTab.Curves;
        _parts[Tab] = Tab switch
        {
            RunTab.Classes => ClassSettings.Read(query),
            RunTab.Previews => PreviewSettings.Read(query),
            RunTab.Config => ConfigSettings.Read(query),
            RunTab.Log => LogSettings.Read(query),
            RunTab.System => CurveSettings.Read(query, system: true),
            RunTab.Checkpoints => new CheckpointSettings(),
            RunTab.Journal => JournalSettings.Read(query),
            _ => CurveSettings.Read(query),
        };
    }
}

/// <summary>The Checkpoints tab has nothing to set.</summary>
public sealed record CheckpointSettings : IPartSettings
{
    public RunTab Tab => RunTab.Checkpoints;

    public IEnumerable<(string Key, string? Value)> Query => [];
}
