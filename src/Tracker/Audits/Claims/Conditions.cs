namespace Platform.Tracker.Audits.Claims;

/// <summary>Under what a number was measured; null where nobody said.</summary>
sealed record Conditions
{
    public string? Dataset { get; init; }
    public string? Split { get; init; }
    public string? Backbone { get; init; }

    /// <summary>What the backbone was pretrained on.</summary>
    public string? Pretraining { get; init; }

    public ScaleSet? Scales { get; init; }
    public bool? Flip { get; init; }
    public bool? Crf { get; init; }

    /// <summary>Whether the true image-level labels masked absent classes.</summary>
    public bool? ImageLabels { get; init; }

    public string? InputSize { get; init; }

    /// <summary>Those of <paramref name="general"/> where these say nothing.</summary>
    public Conditions Or(Conditions general) => new()
    {
        Dataset = Dataset ?? general.Dataset,
        Split = Split ?? general.Split,
        Backbone = Backbone ?? general.Backbone,
        Pretraining = Pretraining ?? general.Pretraining,
        Scales = Scales ?? general.Scales,
        Flip = Flip ?? general.Flip,
        Crf = Crf ?? general.Crf,
        ImageLabels = ImageLabels ?? general.ImageLabels,
        InputSize = InputSize ?? general.InputSize,
    };

    /// <summary>Conditions that both state, and state differently.</summary>
    public IReadOnlyList<Difference> DifferencesFrom(Conditions other) =>
    [
        .. Compare("dataset", Dataset, other.Dataset, DatasetName.AreSame),
        .. Compare("split", Split, other.Split, SplitName.AreSame),
        .. Compare("backbone", Backbone, other.Backbone, BackboneName.AreSame),
        .. Compare("pretraining", Pretraining, other.Pretraining, (a, b) => a.Equals(b, StringComparison.OrdinalIgnoreCase)),
        .. Compare("scales", Scales, other.Scales, (a, b) => a.Matches(b)),
        .. Compare("flip", Word(Flip), Word(other.Flip), string.Equals),
        .. Compare("crf", Word(Crf), Word(other.Crf), string.Equals),
        .. Compare("imageLabels", Word(ImageLabels), Word(other.ImageLabels), string.Equals),
        .. Compare("inputSize", InputSize, other.InputSize, string.Equals),
    ];

    /// <summary>Everything stated, in words.</summary>
    public override string ToString()
    {
        (string Name, string? Value)[] stated =
        [
            ("", Dataset), ("", Split), ("", Backbone), ("pretrained on", Pretraining), ("scales", Scales?.ToString()),
            ("flip", Word(Flip)), ("CRF", Word(Crf)), ("image labels", Word(ImageLabels)), ("input", InputSize),
        ];
        return string.Join(", ", stated.Where(p => p.Value is not null).Select(p => p.Name.Length == 0 ? p.Value! : $"{p.Name} {p.Value}"));
    }

    static IEnumerable<Difference> Compare<T>(string name, T? left, T? right, Func<T, T, bool> areSame) where T : class =>
        left is null || right is null || areSame(left, right) ? [] : [new(name, left.ToString()!, right.ToString()!)];

    static string? Word(bool? flag) => flag switch { true => "yes", false => "no", null => null };
}

/// <summary>A condition two sides state differently.</summary>
sealed record Difference(string Name, string Left, string Right)
{
    public override string ToString() => $"{Name}: {Left} against {Right}";
}
