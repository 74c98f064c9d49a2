namespace Platform.Doctor;

/// <summary>How a part of the machine is.</summary>
enum Health
{
    Good,

    /// <summary>Something does without it, or does it slowly.</summary>
    Lacking,

    /// <summary>The demo cannot run.</summary>
    Broken,
}

/// <summary>One line of the report; <see cref="Fix"/> is what to do when it is not good.</summary>
sealed record Finding(string Part, Health Health, string State, string? Fix = null);
