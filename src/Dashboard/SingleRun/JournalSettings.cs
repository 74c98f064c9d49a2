using System.Globalization;

namespace Platform.Dashboard.SingleRun;

/// <summary>Which lines of the journal are shown; kept in the address.</summary>
public sealed record JournalSettings : IPartSettings
{
    /// <summary>From 1; absent is the last, which follows the run.</summary>
    public int? Page { get; init; }

    /// <summary>An entry that is shown open, on its page.</summary>
    public long? Entry { get; init; }

    public RunTab Tab => RunTab.Journal;

    public IEnumerable<(string Key, string? Value)> Query =>
        [("entry", Entry?.ToString(CultureInfo.InvariantCulture)), ("page", Entry is null ? Page?.ToString(CultureInfo.InvariantCulture) : null)];

    public static JournalSettings Read(PageQuery query) => new()
    {
        Page = query.Int("page") is > 0 and var page ? page : null, Entry = query.Long("entry") is > 0 and var entry ? entry : null,
    };
}
