namespace Platform.Trainer.Losses;

/// <summary>
/// How much the averaged teacher says, by iteration: steady up to 35 000, then linear over 10 000, then steady again
/// (refined-pseudo-label.md §9.6; scripts/dist_clip_designed4.py get_authority_schedule).
/// </summary>
/// <param name="Weight">Of the teacher's probabilities against even ones.</param>
/// <param name="Confidence">From where on its predictions replace labels.</param>
/// <param name="Gate">From where on its probabilities are used at all.</param>
readonly record struct TeacherAuthority(double Weight, double Confidence, double Gate)
{
    const double From = 35_000, Over = 10_000;

    public static TeacherAuthority At(int iteration)
    {
        var progress = Math.Clamp((iteration - From) / Over, 0, 1);
        return new(1 - 0.40 * progress, 0.80 - 0.08 * progress, 0.68 + 0.12 * progress);
    }
}
