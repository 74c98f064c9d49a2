namespace Platform.Tracker.Audits.Claims;

/// <summary>What exactly a claim says.</summary>
abstract record Assertion;

/// <summary>A result: this number, of this metric, under these conditions.</summary>
sealed record NumberAssertion : Assertion
{
    /// <summary>"mIoU", "IoU" (of <see cref="Class"/>), "pixel accuracy", or the name of a logged metric.</summary>
    public required string Metric { get; init; }

    public required Written Value { get; init; }

    /// <summary>"cam", "cam-aux", "seg" … ; null: "seg" for an mIoU.</summary>
    public string? Output { get; init; }

    public string? Network { get; init; }
    public string? Class { get; init; }
    public Conditions Conditions { get; init; } = new();
    public Selection Selection { get; init; }

    /// <summary>The iteration, with <see cref="Selection.At"/>.</summary>
    public int? Iteration { get; init; }

    public RoundingRule Rounding { get; init; }

    /// <summary>How several seeds were made one number; null: the claim is about one run.</summary>
    public SeedRule? Seeds { get; init; }
}

/// <summary>Which of a run's evaluations is reported.</summary>
enum Selection
{
    Unstated,
    Last,
    Best,
    At,

    /// <summary>A separate evaluation after training.</summary>
    Final,
}

/// <summary>Which way a number halfway between two may have gone.</summary>
enum RoundingRule
{
    Either,
    HalfUp,
    HalfEven,
}

/// <summary>How the numbers of several seeds become one.</summary>
enum SeedRule
{
    Mean,
    Median,
    Best,
}

/// <summary>A setting of the training: a logged parameter, or a sum or difference of two.</summary>
/// <param name="Name">"gamma", or "gmm_iters - cam_iters".</param>
/// <param name="Value">As written; compared as a number where it is one.</param>
sealed record ParameterAssertion(string Name, string Value) : Assertion;

/// <summary>A number that follows from two others.</summary>
sealed record ArithmeticAssertion(Operation Operation, Operand Left, Operand Right, Written Value) : Assertion;

/// <summary>What is computed from two numbers.</summary>
enum Operation
{
    /// <summary>Left minus right.</summary>
    Difference,

    /// <summary>Left divided by right.</summary>
    Ratio,

    /// <summary>A hundred times left divided by right.</summary>
    Percent,
}

/// <summary>A number written here, or another claim's.</summary>
/// <param name="ClaimId">Set for another claim's number; then there is no literal.</param>
sealed record Operand(Written? Literal, string? ClaimId, Conditions Conditions);

/// <summary>That several claims fit each other.</summary>
sealed record ComparisonAssertion(Relation Relation, IReadOnlyList<string> ClaimIds) : Assertion;

/// <summary>How claims are said to fit.</summary>
enum Relation
{
    /// <summary>They report the same thing, so the number must be the same.</summary>
    Same,

    /// <summary>They stand in one table, so they must have been measured alike.</summary>
    Comparable,
}

/// <summary>How many images a split has.</summary>
sealed record SplitSizeAssertion(string Dataset, string Split, Written Images) : Assertion;
