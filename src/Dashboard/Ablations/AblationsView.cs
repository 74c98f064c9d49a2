using Platform.Contracts.Api;
using Platform.Dashboard.Tables;

namespace Platform.Dashboard.Ablations;

/// <summary>The ablations page's state, without a browser.</summary>
public sealed class AblationsView(TrackerClient tracker, TimeProvider time) : TableView<AblationsAddress, AblationTable>(new() { IsOpen = true }, time)
{
    /// <summary>Null until the first answer.</summary>
    public IReadOnlyList<AblationScope>? Scopes { get; private set; }

    /// <summary>Where to go when nothing was asked for: the newest runs in which switches vary.</summary>
    public AblationsAddress? Suggested => Address.IsOpen && Scopes is [var newest, ..] ? Address.Of(newest) : null;

    protected override async Task<AblationTable?> AskAsync(AblationsAddress address, CancellationToken cancel)
    {
        Scopes = await tracker.AblationScopesAsync(cancel);
        return address.IsOpen ? null : await tracker.AblationsAsync(address, cancel);
    }

    protected override AblationsAddress Asked(AblationsAddress address) => address with { AgainstBaseline = false, ByEffect = false };
}
