using System.IO.Enumeration;

namespace Platform.Tracker.Audits.Evidence;

/// <summary>Names with <c>*</c> for any characters.</summary>
static class NamePattern
{
    public static bool Matches(string? pattern, string? name) =>
        pattern is not null && name is not null && FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: true);
}
