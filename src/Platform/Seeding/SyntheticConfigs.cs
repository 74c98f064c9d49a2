using System.Globalization;
using Platform.Trainer;

namespace Platform.Seeding;

/// <summary>
/// Configurations as a team would try them: a ladder of switches on two data sets, crossed with settings of the optimiser.
/// Every one is read as the trainer would read it.
/// </summary>
sealed class SyntheticConfigs
{
    /// <summary>DuPL's ladder: each step has what those before it have.</summary>
    public static readonly IReadOnlyList<string> Ladder = ["dual-student", "loss-dis", "dta", "anf", "loss-reg"];

    static readonly string[] s_bases = ["dupl-voc", "dupl-coco"];
    static readonly double[] s_rates = [6e-5, 3e-5, 1e-4, 2e-4, 1e-3];
    static readonly double[] s_decays = [0.01, 0.001, 0.05, 0.1];
    static readonly double[] s_powers = [0.9, 1, 0.5];
    static readonly int[] s_batches = [4, 8, 16];

    readonly Dictionary<int, SyntheticConfig> _made = [];

    /// <param name="number">Of the configuration; after some two thousand they come again.</param>
    public SyntheticConfig Make(int number)
    {
        if (_made.TryGetValue(number, out var made))
            return made;
        var (step, rest) = (number % (Ladder.Count + 1), number / (Ladder.Count + 1));
        var (name, rate) = (Next(s_bases, ref rest), Next(s_rates, ref rest));
        var (decay, power, batch) = (Next(s_decays, ref rest), Next(s_powers, ref rest), Next(s_batches, ref rest));
        var config = TrainingConfigReader.Read(name,
        [
            .. Ladder.Select((s, i) => $"switches.{s}={(i < step ? "true" : "false")}"),
            Set("optimizer.learningRate", rate), Set("optimizer.weightDecay", decay), Set("optimizer.power", power), Set("dataset.batchSize", batch),
            "dataset.validationSplit=val", "project=synthetic", $"name={name}-{(step == 0 ? "baseline" : "+" + Ladder[step - 1])}",
        ]);
        return _made[number] = new(config, TrainingConfigReader.HashOf(config), Quality(step, rate, decay, name == "dupl-voc" ? 61 : 37));
    }

    // percent: each step of the ladder helps, and so does a usual learning rate
    static double Quality(int step, double rate, double decay, double plain) =>
        plain + 1.7 * step - 2.5 * Math.Abs(Math.Log10(rate / 6e-5)) - 0.8 * Math.Abs(Math.Log10(decay / 0.01));

    static T Next<T>(T[] values, ref int rest)
    {
        (rest, var index) = Math.DivRem(rest, values.Length);
        return values[index];
    }

    static string Set<T>(string key, T value) where T : IFormattable => $"{key}={value.ToString(null, CultureInfo.InvariantCulture)}";
}

/// <param name="Quality">Where its runs' mIoU ends, percent, but for the seed's noise.</param>
sealed record SyntheticConfig(TrainingConfig Config, string Hash, double Quality);
