using System.Runtime.InteropServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Platform.Tracker.Storage;

/// <summary>
/// How columns differ between the databases. PostgreSQL has arrays and timestamps; on SQLite arrays are little-endian
/// blobs and times are UTC ticks, so that they sort.
/// </summary>
static class ColumnForms
{
    static readonly ValueConverter<int[], byte[]> s_integers = new(v => BytesOf(v), b => ValuesOf<int>(b));
    static readonly ValueConverter<double[], byte[]> s_doubles = new(v => BytesOf(v), b => ValuesOf<double>(b));
    static readonly ValueConverter<DateTimeOffset, long> s_times = new(t => t.UtcTicks, t => new DateTimeOffset(t, TimeSpan.Zero));

    public static void Apply(ModelBuilder model, bool sqlite)
    {
        foreach (var property in model.Model.GetEntityTypes().SelectMany(e => e.GetProperties()))
        {
            if (sqlite && ConverterOf(property.ClrType) is { } converter)
            {
                property.SetElementType(null); // not a JSON collection, which EF makes of arrays here
                property.SetValueConverter(converter);
            }
            if (ComparerOf(property) is { } comparer)
                property.SetValueComparer(comparer);
        }
    }

    static ValueConverter? ConverterOf(Type type) =>
        type == typeof(int[]) ? s_integers
        : type == typeof(double[]) ? s_doubles
        : type == typeof(DateTimeOffset) || type == typeof(DateTimeOffset?) ? s_times
        : null;

    // Arrays are replaced, never written into: comparing references spares a copy and a comparison of every point.
    static ValueComparer? ComparerOf(IMutableProperty property) =>
        property.ClrType == typeof(int[]) ? Replaced<int[]>()
        : property.ClrType == typeof(double[]) ? Replaced<double[]>()
        : property.ClrType == typeof(byte[]) && !property.IsKey() ? Replaced<byte[]>()
        : null;

    static ValueComparer<T> Replaced<T>() where T : class => new((a, b) => ReferenceEquals(a, b), v => v.GetHashCode(), v => v);

    static byte[] BytesOf<T>(T[] values) where T : struct => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();

    static T[] ValuesOf<T>(byte[] bytes) where T : struct => MemoryMarshal.Cast<byte, T>(bytes).ToArray();
}
