using Platform.Contracts;

namespace Platform.Tracker.Imports;

/// <summary>Reads logs of other programs; knows their format by their content.</summary>
public static class LogImporter
{
    /// <summary>Reads one log: a file, or the folder of one run.</summary>
    /// <exception cref="UserErrorException">There is no such file, its format is not known, it holds no number, or the folder holds several runs.</exception>
    public static ImportedLog Read(string path) => Find(path) switch
    {
        [var only] => Read(only),
        var several => throw new UserErrorException($"{path} holds {several.Count} logs ({several[0].Path} …); name one of them"),
    };

    /// <summary>The logs a path stands for: itself, or those in and below a folder.</summary>
    /// <exception cref="UserErrorException">There is none, or its format is not known.</exception>
    public static IReadOnlyList<ImportSource> Find(string path)
    {
        if (Directory.Exists(path))
            return ImportFolders.Find(path);
        if (!File.Exists(path))
            throw new UserErrorException($"there is no file or folder {path}");
        return [ImportFolders.FileSource(path)
            ?? throw new UserErrorException($"{path} is a binary file of no known format; known are TensorBoard event files, W&B files and text")];
    }

    /// <exception cref="UserErrorException">It cannot be read, or holds no number.</exception>
    public static ImportedLog Read(ImportSource source) => Read(source, CollectingSink.MostPoints);

    /// <summary>Without its points, which are only counted: what is known of a log before it is streamed.</summary>
    internal static ImportedLog Survey(ImportSource source) => Read(source, mostPoints: 0);

    static ImportedLog Read(ImportSource source, int mostPoints)
    {
        var sink = new CollectingSink(mostPoints);
        var format = Stream(source, sink);
        var log = sink.Log(source.Name, source.Sha256, format);
        if (log.PointCount == 0 && log.Evaluations.Count == 0 && log.Statements.Count == 0 && log.Parameters.Count == 0 && log.PictureCount == 0)
            throw new UserErrorException(log.Unread is [var first, ..]
                ? $"{source.Path}: nothing was read; line {first.Line}: {first.Reason}"
                : $"{source.Path}: none of its {log.LineCount} lines holds a setting, an iteration, a table of classes or a number with a name");
        return log;
    }

    /// <summary>Streams a log into a sink, holding no more than a part of it at a time.</summary>
    /// <returns>The format: a text turns out to be a console log or a summary only when it is read.</returns>
    /// <exception cref="UserErrorException">It cannot be read.</exception>
    public static string Stream(ImportSource source, IImportSink sink)
    {
        try
        {
            return StreamParts(source, sink);
        }
        catch (UserErrorException e) when (!e.Message.StartsWith(source.Path, StringComparison.Ordinal))
        {
            throw new UserErrorException($"{source.Path}: {e.Message}", e);
        }
        catch (IOException e)
        {
            throw new UserErrorException($"{source.Path} cannot be read: {e.Message}", e);
        }
    }

    static string StreamParts(ImportSource source, IImportSink sink)
    {
        if (source.Format == LogFormats.Console)
            return TextImporter.Read(source.Parts[0], sink);
        if (source.Format == LogFormats.Mlflow)
            MlflowImporter.Read(source, sink);
        else
            foreach (var part in source.Parts)
                ReadPart(source.Format, part, source.Parts.Count > 1 ? part.Name : null, sink);
        return source.Format;
    }

    static void ReadPart(string format, ImportPart part, string? name, IImportSink sink)
    {
        using var stream = part.Open();
        switch (format)
        {
            case LogFormats.TensorBoard: TensorBoardImporter.Read(stream, name, sink); break;
            case LogFormats.Wandb: WandbImporter.Read(stream, sink); break;
            case LogFormats.Csv: CsvImporter.Read(stream, part.Name, sink); break;
            case LogFormats.JsonLines: JsonLinesImporter.Read(stream, sink); break;
            default: throw new ArgumentOutOfRangeException(nameof(format), format, "not one of LogFormats");
        }
    }
}
