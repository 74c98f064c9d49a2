using Platform.Contracts.Api;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.Backbones;

/// <summary>The backbones page's state, without a browser.</summary>
public sealed class BackbonesView(TrackerClient tracker, TimeProvider time)
{
    BackbonesAddress? _shown;

    public BackbonesAddress Address { get; private set; } = new();

    /// <summary>Null until the first answer.</summary>
    public BackboneTable? Table { get; private set; }

    /// <summary>Whether <see cref="Table"/> is that of the address before.</summary>
    public bool IsBehind => Address != _shown;

    /// <summary>What is wrong with the filter.</summary>
    public FilterError? FilterError { get; private set; }

    public TrackerFailure? Failure { get; private set; }

    public Task<bool> ShowAsync(BackbonesAddress address, CancellationToken cancel = default)
    {
        Address = address;
        return RefreshAsync(cancel);
    }

    /// <summary>Asks again; false, with <see cref="Failure"/> set and the old table kept, when the tracker does not answer.</summary>
    public async Task<bool> RefreshAsync(CancellationToken cancel = default)
    {
        var address = Address;
        try
        {
            var table = await tracker.BackbonesAsync(address.ToRequest(), cancel);
            if (address == Address)
                (Table, _shown, FilterError) = (table, address, null);
            Failure = null;
            return true;
        }
        catch (BadFilterException e)
        {
            (Table, FilterError, Failure) = (null, e.Error, null);
            return true;
        }
        catch (Exception e) when (TrackerFailure.Is(e, cancel))
        {
            Failure = TrackerFailure.Of(e, Failure, time);
            if (IsBehind)
                Table = null;       // of something else than what is asked for
            return false;
        }
    }
}
