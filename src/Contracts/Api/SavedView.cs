namespace Platform.Contracts.Api;

/// <summary>A page's address under a name.</summary>
/// <param name="Page">Which page: "runs".</param>
/// <param name="Query">What follows the question mark.</param>
public sealed record SavedView(long Id, string Page, string Name, string Query, DateTimeOffset SavedAt);

/// <summary>A view to save.</summary>
public sealed record NewView(string Page, string Name, string Query);

/// <summary>A view's new name.</summary>
public sealed record ViewName(string Name);
