using System.Globalization;
using System.Text.RegularExpressions;
using Platform.Contracts;
using Platform.Trainer.Checkpoints;
using Platform.Trainer.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Verification;

/// <summary>
/// One file of reference numbers: inputs, and what the authors' own function made of them. Sizes and parameters come from its
/// tensors and metadata, never from its name.
/// </summary>
public sealed class Fixture : IDisposable
{
    readonly SafetensorsFile _file;
    readonly Device _device;
    readonly HashSet<string> _read = [];

    Fixture(SafetensorsFile file, Device device) => (_file, _device) = (file, device);

    /// <summary>The file's name without folder and ending: what rules are chosen by.</summary>
    public string Stem => Path.GetFileNameWithoutExtension(_file.Path);

    public IReadOnlyDictionary<string, string> Metadata => _file.Metadata;
    public IEnumerable<string> Names => _file.Tensors.Keys;
    public Device Device => _device;

    public static Fixture Open(string path, Device device) => new(SafetensorsFile.Open(path), device);

    public bool Has(string name) => _file.Tensors.ContainsKey(name);

    public long[] Shape(string name) => [.. _file[name].Shape];

    /// <summary>Any tensor on the device: F32 as float32, I64 as int64, U8 as byte.</summary>
    public Tensor Tensor(string name)
    {
        var value = _file[name].Type switch
        {
            SafetensorsType.I64 => tensor(Longs(name), Shape(name)),
            SafetensorsType.U8 => tensor(Bytes(name), Shape(name)),
            _ => tensor(Floats(name), Shape(name)),
        };
        return value.to(_device);
    }

    /// <summary>Labels as the int64 that torch indexes with, however the file holds them.</summary>
    public Tensor Labels(string name) => Tensor(name).to(ScalarType.Int64);

    public float[] Floats(string name)
    {
        _read.Add(name);
        return _file.ReadFloats(name);
    }

    public long[] Longs(string name) => Read<long>(name);

    public byte[] Bytes(string name) => Read<byte>(name);

    /// <summary>Whether anybody asked for the tensor's values.</summary>
    public bool WasRead(string name) => _read.Contains(name);

    /// <summary>A tensor of one element.</summary>
    public float Float(string name) => Floats(name)[0];

    public int Int(string name) => (int)Longs(name)[0];

    /// <summary>An (H,W,3) tensor of bytes.</summary>
    public RgbImage Image(string name) => new((int)Shape(name)[1], (int)Shape(name)[0], Bytes(name));

    public string Note(string key) =>
        Metadata.TryGetValue(key, out var value) ? value : throw new UserErrorException($"{_file.Path}: its metadata has no '{key}'");

    /// <summary>The number that follows these words in the file's note.</summary>
    public double? Stated(string words)
    {
        var match = Regex.Match(Metadata.GetValueOrDefault("note", ""), $@"(?<![\w-]){Regex.Escape(words)}[\s=]+([-+]?[\d.]*\d(?:e[-+]?\d+)?)");
        return match.Success ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>(B,4) boxes y0, y1, x0, x1.</summary>
    public int[] Boxes(string name = "in.img_box") => Array.ConvertAll(Longs(name), side => (int)side);

    /// <summary>prefix0suffix, prefix1suffix, … as far as the file has them: the numbers.</summary>
    public IEnumerable<int> Numbered(string prefix, string suffix = "") =>
        Enumerable.Range(0, int.MaxValue).TakeWhile(i => Has($"{prefix}{i}{suffix}"));

    /// <summary>Every parameter and buffer of the module from <c>prefix + its own name</c>; batch counters where the file has them.</summary>
    public void LoadInto(nn.Module module, string prefix = "state.")
    {
        foreach (var (name, target) in module.state_dict())
            if (Has(prefix + name) || !name.EndsWith("num_batches_tracked", StringComparison.Ordinal))
            {
                _read.Add(prefix + name);
                _file.CopyInto(prefix + name, target);
            }
    }

    T[] Read<T>(string name) where T : unmanaged
    {
        _read.Add(name);
        return _file.Read<T>(name);
    }

    public void Dispose() => _file.Dispose();
}
