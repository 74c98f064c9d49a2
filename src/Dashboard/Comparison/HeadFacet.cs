namespace Platform.Dashboard.Comparison;

/// <summary>How the outputs of networks are laid out over charts.</summary>
public enum HeadFacet
{
    /// <summary>A chart an output, of several networks of a run the better one.</summary>
    Better,

    /// <summary>A chart an output; its networks differ in the dash.</summary>
    Output,

    /// <summary>A chart a network; its outputs differ in the dash.</summary>
    Network,

    /// <summary>A chart an output of a network.</summary>
    Each,

    /// <summary>All in one chart.</summary>
    None,
}
