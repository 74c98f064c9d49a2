using System.Text.Json;
using Platform.Contracts;

namespace Platform.Trainer.Data;

/// <summary>
/// Image-level labels from a file: text with <c>ID 0 1 0 …</c> a line, or JSON <c>{"ID": [0, 1, 0, …], …}</c>, one number a class.
/// </summary>
sealed class ImageLabels
{
    readonly string _file;
    readonly Dictionary<string, float[]> _labels = [];

    ImageLabels(string file) => _file = file;

    /// <exception cref="UserErrorException">The file is missing, of another format, or says something else than 0 or 1 for each class.</exception>
    public static ImageLabels Read(string file, int classes)
    {
        if (!File.Exists(file))
            throw new UserErrorException($"{file}: no such file of image labels; without dataset.labelFile they are derived from the masks");
        var labels = new ImageLabels(file);
        switch (Path.GetExtension(file))
        {
            case ".npy":
                throw new UserErrorException(
                    $"{file}: holds a pickle, which is a program and not read; write it as text first, a line 'ID 0 1 0 …' an image (docs/datasets.md has the line that does)");
            case ".json":
                labels.ReadJson(classes);
                break;
            default:
                labels.ReadText(classes);
                break;
        }
        return labels;
    }

    /// <summary>(C) of an image; null where the file does not name it.</summary>
    public float[]? Of(string id) => _labels.GetValueOrDefault(id);

    /// <summary>A fault for each image that the file does not name.</summary>
    public IEnumerable<string> Missing(IEnumerable<ListedImage> images) =>
        images.Where(i => !_labels.ContainsKey(i.Id)).Select(i => $"{i.Where}: {i.Id} has no labels in {_file}");

    void ReadText(int classes)
    {
        var number = 0;
        foreach (var line in File.ReadLines(_file))
        {
            number++;
            if (line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [var id, .. var values])
                Add(id, values, classes, $"{_file}:{number}");
        }
    }

    void ReadJson(int classes)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(_file));
            foreach (var member in json.RootElement.EnumerateObject())
                Add(member.Name, [.. member.Value.EnumerateArray().Select(v => v.GetRawText())], classes, $"{_file}: {member.Name}");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new UserErrorException($"{_file}: not JSON of the form {{\"ID\": [0, 1, …], …}}: {e.Message}", e);
        }
    }

    void Add(string id, string[] values, int classes, string where)
    {
        if (values.Length != classes)
            throw new UserErrorException($"{where}: {values.Length} labels, the dataset has {classes} classes");
        var wrong = Array.FindIndex(values, v => v is not ("0" or "1" or "0.0" or "1.0"));
        if (wrong >= 0)
            throw new UserErrorException($"{where}: label {wrong + 1} is '{values[wrong]}', it must be 0 or 1");
        if (!_labels.TryAdd(id, Array.ConvertAll(values, v => v[0] == '1' ? 1f : 0f)))
            throw new UserErrorException($"{where}: {id} has labels already");
    }
}
