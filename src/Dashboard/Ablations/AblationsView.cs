using Platform.Contracts.Api;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.Ablations;

/// <summary>The ablations page's state, without a browser.</summary>
public sealed class AblationsView(TrackerClient tracker, TimeProvider time)
{
    AblationRequest? _shown;

    public AblationsAddress Address { get; private set; } = new() { IsOpen = true };

    /// <summary>Null until the first answer.</summary>
    public AblationTable? Table { get; private set; }

    /// <summary>Whether <see cref="Table"/> is that of the address before.</summary>
    public bool IsBehind => Address.ToRequest() != _shown;

    /// <summary>Null until the first answer.</summary>
    public IReadOnlyList<AblationScope>? Scopes { get; private set; }

    /// <summary>What is wrong with the filter.</summary>
    public FilterError? FilterError { get; private set; }

    public TrackerFailure? Failure { get; private set; }

    /// <summary>Where to go when nothing was asked for: the newest runs in which switches vary.</summary>
    public AblationsAddress? Suggested => Address.IsOpen && Scopes is [var newest, ..] ? Address.Of(newest) : null;

    public Task<bool> ShowAsync(AblationsAddress address, CancellationToken cancel = default)
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
            Scopes = await tracker.AblationScopesAsync(cancel);
            var table = address.IsOpen ? null : await tracker.AblationsAsync(address.ToRequest(), cancel);
            if (address.ToRequest() == Address.ToRequest())
                (Table, _shown, FilterError) = (table, address.ToRequest(), null);
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
