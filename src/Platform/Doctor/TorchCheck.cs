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
        yield return new("libtorch", Health.Good, $"{Version(libraries)}, {torch.get_num_threads()} threads");
        // the order says which one is meant when a folder of OpenBLAS holds both
        var blas = ((string[])["libopenblas", "libblas", "libmkl"])
            .Select(name => libraries.FirstOrDefault(l => Path.GetFileName(l).StartsWith(name, StringComparison.Ordinal)))
            .FirstOrDefault(l => l is not null);
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

    // Debian's package tells its version in its header; TorchSharp's files carry it in their folder's name
    static string Version(string[] libraries)
    {
        const string Header = "/usr/include/torch/csrc/api/include/torch/version.h";
        var path = libraries.FirstOrDefault(l => Path.GetFileName(l).StartsWith("libtorch_cpu", StringComparison.Ordinal)) ?? "libtorch";
        if (!path.StartsWith("/usr/lib", StringComparison.Ordinal) || !File.Exists(Header))
            return path;
        var parts = File.ReadLines(Header).Select(l => l.Split(' ')).Where(w => w is ["#define", _, _])
            .ToDictionary(w => w[1], w => w[2]);
        return string.Join('.', ((string[])["MAJOR", "MINOR", "PATCH"]).Select(p => parts.GetValueOrDefault($"TORCH_VERSION_{p}", "?"))) + $", {path}";
    }

    static string[] LoadedLibraries() => File.Exists("/proc/self/maps")
        ? [.. File.ReadLines("/proc/self/maps").Select(l => l.IndexOf('/') is var i and >= 0 ? l[i..] : "").Where(p => p.Contains(".so")).Distinct()]
        : [];
}
