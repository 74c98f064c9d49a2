using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SystemTorch.Native;

/// <summary>What the process is bound to: which libtorch, which BLAS. Prepared before libtorch is loaded, by the module initializer.</summary>
public static partial class TorchRuntime
{
    /// <summary>Version of the libtorch that the native part was compiled against.</summary>
    public static string Version => Marshal.PtrToStringUTF8(NativeMethods.st_version())!;

    /// <summary>
    /// File that gives libtorch its matrix products. A path that does not name OpenBLAS (or MKL) is the reference BLAS, some thirty times slower;
    /// <c>apt-get install libopenblas0-openmp</c> cures it. Null when libtorch carries its own.
    /// </summary>
    public static string? BlasLibrary
    {
        get
        {
            _ = Version;  // loads libtorch, and with it the BLAS
            return FileOf("sgemm_");
        }
    }

    /// <summary>Whether <see cref="BlasLibrary"/> is an optimised one.</summary>
    public static bool HasFastBlas => BlasLibrary is { } file && (file.Contains("openblas") || file.Contains("mkl") || file.Contains("blis"));

    /// <summary>File of the loaded libtorch.</summary>
    public static string? TorchLibrary
    {
        get
        {
            _ = Version;
            return File.ReadLines("/proc/self/maps").Select(line => line[(line.LastIndexOf(' ') + 1)..]).FirstOrDefault(path => path.Contains("libtorch_cpu.so"));
        }
    }

    [ModuleInitializer]
    internal static void Prepare()
    {
        // libgomp reads this once, when it is loaded, from libc's environment; .NET's own SetEnvironmentVariable does not reach that.
        // Spinning (the default) makes every thread that waits burn a core: 10 to 30 times slower beside other work.
        if (OperatingSystem.IsLinux())
        {
            setenv("OMP_WAIT_POLICY", "passive", overwrite: 0);
            // libtorch counts the cores of some virtual machines as one; .NET also knows a container's limit
            setenv("OMP_NUM_THREADS", Environment.ProcessorCount.ToString(System.Globalization.CultureInfo.InvariantCulture), overwrite: 0);
            PreferOpenBlas();
        }
        NativeLibrary.SetDllImportResolver(typeof(TorchRuntime).Assembly, (name, assembly, _) =>
            name == NativeMethods.Library ? NativeLibrary.Load(ShimPath()) : 0);
    }

    static string ShimPath()
    {
        var beside = Path.Combine(Path.GetDirectoryName(typeof(TorchRuntime).Assembly.Location) ?? AppContext.BaseDirectory, "libsystemtorch.so");
        return File.Exists(beside) ? beside : Path.Combine(AppContext.BaseDirectory, "libsystemtorch.so");
    }

    // libtorch asks for "libblas.so.3"; what is loaded under that name first is what it gets, whatever the system's alternatives say.
    static void PreferOpenBlas()
    {
        var multiarch = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => "x86_64-linux-gnu",
            Architecture.Arm64 => "aarch64-linux-gnu",
            _ => ".",
        };
        foreach (var flavour in (string[])["openblas-openmp", "openblas-pthread", "openblas-serial"])
        {
            var folder = $"/usr/lib/{multiarch}/{flavour}";
            if (!File.Exists($"{folder}/libblas.so.3"))
                continue;
            dlopen($"{folder}/libblas.so.3", RtldNow | RtldGlobal);
            if (File.Exists($"{folder}/liblapack.so.3"))
                dlopen($"{folder}/liblapack.so.3", RtldNow | RtldGlobal);
            return;
        }
    }

    static string? FileOf(string symbol)
    {
        var address = dlsym(0, symbol);
        if (address == 0 || dladdr(address, out var info) == 0)
            return null;
        var path = Marshal.PtrToStringUTF8(info.FileName);
        return path is null ? null : new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
    }

    const int RtldNow = 2, RtldGlobal = 0x100;

    [StructLayout(LayoutKind.Sequential)]
    struct SymbolInfo
    {
        public nint FileName, FileBase, SymbolName, SymbolAddress;
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)] private static partial int setenv(string name, string value, int overwrite);
    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)] private static partial nint dlopen(string file, int flags);
    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)] private static partial nint dlsym(nint handle, string symbol);
    [LibraryImport("libc")] private static partial int dladdr(nint address, out SymbolInfo info);
}
