namespace Platform.Contracts.Api;

/// <summary>A sweep file with faults.</summary>
public sealed class SweepFaultsException(IReadOnlyList<string> faults) : Exception(string.Join('\n', faults))
{
    /// <summary>"FILE:LINE: what", in order.</summary>
    public IReadOnlyList<string> Faults => faults;
}
