namespace Platform.Tracker.Audits.Verdicts;

/// <summary>What became of a claim, the gravest last.</summary>
enum Verdict
{
    /// <summary>The evidence says exactly this.</summary>
    Confirmed,

    /// <summary>It says it with more digits.</summary>
    ConfirmedAfterRounding,

    /// <summary>Nothing given here can tell.</summary>
    NotDerivable,

    /// <summary>The number is there, but measured otherwise than the claim says.</summary>
    ProtocolMismatch,

    /// <summary>The evidence says something else.</summary>
    Contradicted,

    /// <summary>It cannot hold together with another claim, or with what is known of the data.</summary>
    Inconsistent,
}

/// <summary>Verdicts in words.</summary>
static class VerdictWords
{
    public static string Words(this Verdict verdict) => verdict switch
    {
        Verdict.Confirmed => "confirmed",
        Verdict.ConfirmedAfterRounding => "confirmed after rounding",
        Verdict.NotDerivable => "not derivable",
        Verdict.ProtocolMismatch => "protocol mismatch",
        Verdict.Contradicted => "contradicted",
        Verdict.Inconsistent => "inconsistent",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "no such verdict"),
    };

    /// <summary>Whether an audit that holds it must fail.</summary>
    public static bool IsRefuted(this Verdict verdict) => verdict is Verdict.Contradicted or Verdict.Inconsistent;
}
