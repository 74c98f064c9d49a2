using System.Globalization;
using Platform.Contracts;

namespace Platform.Work;

/// <summary>Which processes a machine's workers are, and what each is told of where to train.</summary>
static class WorkDevices
{
    const string Visible = "CUDA_VISIBLE_DEVICES";
    const string Order = "CUDA_DEVICE_ORDER";
    const string Threads = "OMP_NUM_THREADS";

    /// <summary>A process a GPU, which sees no other.</summary>
    /// <param name="gpus">As on the command line: "0,1". Where a scheduler has set CUDA_VISIBLE_DEVICES, numbers among those.</param>
    /// <param name="environment">This process's.</param>
    /// <param name="count">How many CUDA devices libtorch sees here.</param>
    /// <exception cref="UserErrorException">There is no such GPU, or none at all.</exception>
    public static IReadOnlyList<WorkDevice> Gpus(string gpus, Func<string, string?> environment, int count)
    {
        var numbers = Numbers(gpus);
        if (count == 0)
            throw new UserErrorException($"--gpus {gpus}: libtorch sees no CUDA device here, platform doctor says why; without --gpus workers train on the CPU");
        if (numbers.FirstOrDefault(n => n >= count, -1) is >= 0 and var absent)
            throw new UserErrorException($"--gpus {gpus}: there is no GPU {absent} here; there {(count == 1 ? "is one, 0" : $"are {count}, 0 to {count - 1}")}");
        var names = environment(Visible) is { Length: > 0 } visible ? visible.Split(',', StringSplitOptions.TrimEntries) : null;
        return [.. numbers.Select(number =>
        {
            var told = Share(numbers.Length, environment);
            told[Visible] = names?[number] ?? number.ToString(CultureInfo.InvariantCulture);
            if (names is null && environment(Order) is null)
                told[Order] = "PCI_BUS_ID"; // numbers as nvidia-smi has them, not the fastest first
            return new WorkDevice($"GPU {number}", told);
        })];
    }

    /// <summary>Processes that share the CPU's cores.</summary>
    public static IReadOnlyList<WorkDevice> Processes(int count, Func<string, string?> environment) =>
        [.. Enumerable.Range(1, count).Select(i => new WorkDevice($"process {i}", Share(count, environment)))];

    /// <summary>A worker that was promised a GPU does not train on the CPU instead, a hundred times slower and unnoticed.</summary>
    /// <exception cref="UserErrorException">It is not there.</exception>
    public static void EnsurePromised(Func<string, string?> environment, int count)
    {
        if (count == 0 && environment(Visible) is { Length: > 0 } visible && (char.IsAsciiDigit(visible[0]) || visible.StartsWith("GPU-", StringComparison.Ordinal) || visible.StartsWith("MIG-", StringComparison.Ordinal)))
            throw new UserErrorException($"{Visible} is {visible}, but libtorch sees no CUDA device, platform doctor says why; unset it to train on the CPU");
    }

    static Dictionary<string, string> Share(int processes, Func<string, string?> environment) => environment(Threads) is { Length: > 0 }
        ? []
        : new() { [Threads] = Math.Max(1, Environment.ProcessorCount / processes).ToString(CultureInfo.InvariantCulture) };

    static int[] Numbers(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var numbers = parts.Select(p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1).ToArray();
        return numbers.Length > 0 && !numbers.Contains(-1) && numbers.Distinct().Count() == numbers.Length
            ? numbers
            : throw new UserErrorException($"--gpus is '{text}'; it takes the numbers of GPUs, each once, as in --gpus 0,1");
    }
}

/// <param name="Name">What the log calls it.</param>
/// <param name="Environment">Variables of its process, over this one's.</param>
sealed record WorkDevice(string Name, IReadOnlyDictionary<string, string> Environment);
