using Platform.Contracts.Api;
using Platform.Dashboard.Live;

namespace Platform.Dashboard.Tables;

/// <summary>A page of one table of scores, of the runs its address asks for.</summary>
public abstract class TableView<TAddress, TTable>(TAddress address, TimeProvider time) : TrackerView(time)
    where TAddress : ScoreRequest
    where TTable : class
{
    TAddress? _shown;

    public TAddress Address { get; private set; } = address;

    /// <summary>Null until the first answer.</summary>
    public TTable? Table { get; private set; }

    /// <summary>Whether <see cref="Table"/> is that of the address before.</summary>
    public bool IsBehind => Asked(Address) != _shown;

    /// <summary>What is wrong with the filter.</summary>
    public FilterError? FilterError { get; private set; }

    public Task<bool> ShowAsync(TAddress address, CancellationToken cancel = default)
    {
        Address = address;
        return RefreshAsync(cancel);
    }

    /// <summary>Asks again; false, and the table of another address gone, when the tracker does not answer.</summary>
    public async Task<bool> RefreshAsync(CancellationToken cancel = default)
    {
        var answered = await TryAsync(() => ReadAsync(Address, cancel), cancel);
        if (!answered && IsBehind)
            Table = null;
        return answered;
    }

    protected abstract Task<TTable?> AskAsync(TAddress address, CancellationToken cancel);

    /// <summary>The address without what only changes how the table is shown.</summary>
    protected virtual TAddress Asked(TAddress address) => address;

    async Task ReadAsync(TAddress address, CancellationToken cancel)
    {
        try
        {
            var table = await AskAsync(address, cancel);
            if (Asked(address) == Asked(Address)) // else another question was asked meanwhile
                (Table, _shown, FilterError) = (table, Asked(address), null);
        }
        catch (BadFilterException e)
        {
            (Table, FilterError) = (null, e.Error);
        }
    }
}
