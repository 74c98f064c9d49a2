using System.Security.Cryptography;
using System.Text;

namespace Platform.Tracker.Imports;

/// <summary>A log whose format is known: one file, or the files of one run's folder.</summary>
public sealed class ImportSource
{
    readonly Lazy<string> _sha256;

    internal ImportSource(string name, string path, string format, IReadOnlyList<ImportPart> parts)
    {
        Name = name;
        Path = path;
        Format = format;
        Parts = parts;
        _sha256 = new(HashOf);
    }

    /// <summary>As it was given, or found below what was given.</summary>
    public string Path { get; }

    /// <summary>The last part of the path.</summary>
    public string Name { get; }

    /// <summary>One of <see cref="LogFormats"/>.</summary>
    public string Format { get; }

    /// <summary>See <see cref="ImportedLog.Sha256"/>. Read once, in a pass of its own.</summary>
    public string Sha256 => _sha256.Value;

    internal IReadOnlyList<ImportPart> Parts { get; }

    string HashOf()
    {
        if (Parts is [var only])
            return HashOf(only);
        var list = string.Concat(Parts.OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => $"{HashOf(p)}  {p.Name}\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(list)));
    }

    static string HashOf(ImportPart part)
    {
        using var stream = part.Open();
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
