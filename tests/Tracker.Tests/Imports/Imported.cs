using System.Text;
using Platform.Tracker.Imports;

namespace Platform.Tracker.Tests.Imports;

/// <summary>Reads logs that exist only in memory.</summary>
static class Imported
{
    public static ImportedLog Text(string text, string name = "train.log") => Of(Encoding.UTF8.GetBytes(text), name);

    public static ImportedLog Of(byte[] bytes, string name) => LogImporter.Read(Source(bytes, name));

    public static ImportSource Source(byte[] bytes, string name)
    {
        var part = new ImportPart(name, () => new MemoryStream(bytes, writable: false));
        return new(name, name, ImportFiles.FormatOf(part) ?? throw new Contracts.UserErrorException($"{name} is of no known format"), [part]);
    }

    public static ImportSource Folder(string format, params IEnumerable<(string Name, byte[] Bytes)> files) =>
        new("run", "run", format, [.. files.Select(f => new ImportPart(f.Name, () => new MemoryStream(f.Bytes, writable: false)))]);
}
