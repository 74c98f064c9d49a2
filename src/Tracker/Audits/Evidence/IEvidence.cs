using Platform.Tracker.Audits.Claims;

namespace Platform.Tracker.Audits.Evidence;

/// <summary>A log or a run that claims are checked against: every number of it, with its place.</summary>
interface IEvidence
{
    /// <summary>The file's or the run's name, as reports cite it.</summary>
    string Name { get; }

    /// <summary>Whether a claim about this subject is about this evidence.</summary>
    bool IsAbout(Subject subject);

    /// <summary>Scores of evaluations, in the order they were made; superseded ones left out.</summary>
    IReadOnlyList<Measurement> Evaluations { get; }

    /// <summary>Points of a metric that was logged during training, in order; superseded ones left out.</summary>
    IReadOnlyList<Measurement> Points(string metric);

    /// <summary>Settings of that name, under the spellings it may have.</summary>
    IReadOnlyList<Setting> Settings(string name);

    /// <summary>Images of splits, where the evidence tells.</summary>
    IReadOnlyList<SplitImages> SplitSizes { get; }

    /// <summary>What a reader must know of every number of it: a chain that breaks, a beginning that is missing.</summary>
    IReadOnlyList<string> Doubts { get; }

    /// <summary>What a reader may want to know: lines that could not be read.</summary>
    IReadOnlyList<string> Notes { get; }
}

/// <summary>A logged setting.</summary>
sealed record Setting(string Name, string Text, Place Place);

/// <summary>How many images of a split were used.</summary>
sealed record SplitImages(string Split, int Images, Place Place);
