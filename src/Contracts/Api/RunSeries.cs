namespace Platform.Contracts.Api;

/// <summary>A metric of one run among several.</summary>
public sealed record RunSeries(Guid RunId, MetricSeries Series);
