using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Doctor;

/// <summary>libtorch, the BLAS it is bound to, and how long a 512³ product takes: 1 ms on OpenBLAS, 37 on the reference.</summary>
static class TorchCheck
{
    const int Size = 512;
    const double SlowMs = 15;
    const string FixBlas = "sudo apt-get install -y --no-install-recommends libopenblas0-openmp";

    public static IEnumerable<Finding> Run()
    {
        double ms;
        bool cuda;
        try
        {
            ms = MatmulMs();
            cuda = torch.cuda.is_available();
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or EntryPointNotFoundException or NotSupportedException)
        {
            return [new("libtorch", Health.Broken, $"cannot be loaded: {(e.InnerException ?? e).Message.Split('\n')[0]}",
                "sudo apt-get install -y --no-install-recommends libtorch-dev libopenblas0-openmp g++, then run ./platform again")];
        }
        return Describe(ms, cuda);
    }

    static IEnumerable<Finding> Describe(double ms, bool cuda)
    {
        var libraries = LoadedLibraries();
        yield return new("libtorch", Health.Good, $"{torch.__version__}, {torch.get_num_threads()} threads, {Path("libtorch_cpu", libraries)}");
        // the order says which one is meant when a folder of OpenBLAS holds both
        var blas = Path("libopenblas", libraries) ?? Path("libblas", libraries) ?? Path("libmkl", libraries);
        yield return new("BLAS", ms < SlowMs ? Health.Good : Health.Lacking,
            $"{blas ?? "built into libtorch"}; {Size}³ matmul {ms:0.0} ms", ms < SlowMs ? null : FixBlas);
        yield return Gpu(cuda);
    }

    // the best of some: the first ones pay for loading and for threads waking up
    static double MatmulMs()
    {
        using var scope = torch.NewDisposeScope();
        var a = torch.rand(Size, Size);
        var best = double.MaxValue;
        for (var i = 0; i < 10; i++)
        {
            var clock = Stopwatch.StartNew();
            using var product = torch.matmul(a, a);
            best = Math.Min(best, clock.Elapsed.TotalMilliseconds);
        }
        return best;
    }

    static Finding Gpu(bool cuda)
    {
        var card = Programs.FirstLine("nvidia-smi", "--query-gpu=name,memory.total,driver_version", "--format=csv,noheader");
        return (card, cuda) switch
        {
            (null, false) => new("GPU", Health.Good, "none; training runs on the CPU"),
            (null, true) => new("GPU", Health.Good, "CUDA device"),
            (_, true) => new("GPU", Health.Good, card),
            _ => new("GPU", Health.Lacking, $"{card}, which this build does not use", "./platform -p:TorchBackend=torchsharp-cuda doctor"),
        };
    }

    static string? Path(string name, string[] libraries) =>
        libraries.FirstOrDefault(l => System.IO.Path.GetFileName(l).StartsWith(name, StringComparison.Ordinal));

    static string[] LoadedLibraries() => File.Exists("/proc/self/maps")
        ? [.. File.ReadLines("/proc/self/maps").Select(l => l.IndexOf('/') is var i and >= 0 ? l[i..] : "").Where(p => p.Contains(".so")).Distinct()]
        : [];
}
