using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>The scopes of one thread, innermost last, and what has been counted on it.</summary>
public class DisposeScopeManager
{
    [ThreadStatic] static DisposeScopeManager? t_manager;

    readonly ThreadDisposeScopeStatistics _statistics = new();
    DisposeScope? _current;

    /// <summary>Counts of the calling thread.</summary>
    public static ThreadDisposeScopeStatistics Statistics => Mine._statistics;

    internal static DisposeScope? Current => t_manager?._current;

    static DisposeScopeManager Mine => t_manager ??= new();

    internal static DisposeScope Enter()
    {
        var mine = Mine;
        return mine._current = new DisposeScope(mine._statistics, mine.Leave, mine._current);
    }

    internal static void Created(Tensor tensor)
    {
        var mine = Mine;
        if (mine._current is { } scope)
        {
            mine._statistics.TensorStatistics.CreatedInScopeCount++;
            scope.Add(tensor);
        }
        else
            mine._statistics.TensorStatistics.CreatedOutsideScopeCount++;
    }

    internal static void Disposed(bool inScope)
    {
        if (inScope)
            Statistics.TensorStatistics.DisposedInScopeCount++;
        else
            Statistics.TensorStatistics.DisposedOutsideScopeCount++;
    }

    // Scopes end innermost first; one that ends out of turn only takes itself out when it is the current one.
    void Leave(DisposeScope scope)
    {
        if (_current == scope)
            _current = scope.Outer;
    }
}
