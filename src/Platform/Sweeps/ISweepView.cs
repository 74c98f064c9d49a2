namespace Platform.Sweeps;

/// <summary>Shows a sweep while it runs. Called from several threads.</summary>
interface ISweepView
{
    void Started(CellProgress cell);

    /// <summary>Its journal was read again; there may be nothing new.</summary>
    void Looked(CellProgress cell);

    void Told(CellProgress cell, string message);

    void Ended(CellProgress cell);
}
