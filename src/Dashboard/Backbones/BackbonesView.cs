using Platform.Contracts.Api;
using Platform.Dashboard.Tables;

namespace Platform.Dashboard.Backbones;

/// <summary>The backbones page's state, without a browser.</summary>
public sealed class BackbonesView(TrackerClient tracker, TimeProvider time) : TableView<BackboneRequest, BackboneTable>(new(), time)
{
    protected override async Task<BackboneTable?> AskAsync(BackboneRequest address, CancellationToken cancel) => await tracker.BackbonesAsync(address, cancel);
}
