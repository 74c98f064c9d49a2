using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Platform.Tracker.Storage;

/// <summary>
/// Gets SQLite going before the first connection: EF's package asks for a newer SQLitePCLRaw than the one referenced, and
/// the system's SQLite is newer than the one in the package.
/// </summary>
static class SqliteNative
{
    const string SystemLibrary = "libsqlite3.so.0";

    [ModuleInitializer]
    internal static void Prepare()
    {
        AssemblyLoadContext.Default.Resolving += FromApplicationFolder;
        Start();
    }

    // Apart, so that the resolver above is in place when this method's types are loaded.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Start()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly, PreferSystemLibrary);
        SQLitePCL.Batteries_V2.Init();
    }

    static Assembly? FromApplicationFolder(AssemblyLoadContext context, AssemblyName name)
    {
        if (name.Name?.StartsWith("SQLitePCLRaw.", StringComparison.Ordinal) != true)
            return null;
        var path = Path.Combine(AppContext.BaseDirectory, name.Name + ".dll");
        return File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
    }

    static nint PreferSystemLibrary(string library, Assembly assembly, DllImportSearchPath? search) =>
        library == "e_sqlite3" && NativeLibrary.TryLoad(SystemLibrary, out var handle) ? handle : 0;
}
