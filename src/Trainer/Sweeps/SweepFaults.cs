using System.Globalization;
using System.Text.RegularExpressions;
using Platform.Contracts;
using Platform.Trainer.Configuration;

namespace Platform.Trainer.Sweeps;

/// <summary>All that is wrong with a sweep file, each fault "file:line:column: what".</summary>
sealed partial class SweepFaults(string file)
{
    const int Longest = 1000;

    readonly HashSet<string> _faults = [];

    public int Count => _faults.Count;

    public bool Any => Count > 0;

    /// <summary>By line; faults of other files last.</summary>
    public IReadOnlyList<string> InOrder => [.. _faults.OrderBy(PlaceOf)];

    public void Add(ConfigNode at, string problem) => Add($"{at.Where}: {problem}");

    /// <summary>One that says itself where it is. A line, whatever text of the file it shows.</summary>
    public void Add(string fault) => _faults.Add(Break().Replace(fault.Length <= Longest ? fault : fault[..Longest] + "…", " "));

    /// <summary>Whether the work went through; otherwise its error is one more fault.</summary>
    public bool Try(Action work)
    {
        try
        {
            work();
            return true;
        }
        catch (UserErrorException e)
        {
            Add(e.Message);
            return false;
        }
    }

    [GeneratedRegex(@"[\p{Cc}\u2028\u2029]+")]
    private static partial Regex Break();

    (int Line, int Column) PlaceOf(string fault) =>
        fault.StartsWith(file + ":", StringComparison.Ordinal)
        && fault[(file.Length + 1)..].Split(':') is [var line, var column, ..]
        && int.TryParse(line, CultureInfo.InvariantCulture, out var at)
            ? (at, int.TryParse(column, CultureInfo.InvariantCulture, out var within) ? within : 0)
            : (int.MaxValue, 0);
}
