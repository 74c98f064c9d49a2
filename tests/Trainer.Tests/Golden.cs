using Platform.TestKit;
using Platform.Trainer.Checkpoints;
using Platform.Trainer.Data;

namespace Platform.Trainer.Tests;

/// <summary>One file of reference numbers under <c>shared/goldens</c>: inputs, and what the authors' own code made of them.</summary>
sealed class Golden : IDisposable
{
    readonly SafetensorsFile _file;

    Golden(string path) => _file = SafetensorsFile.Open(path);

    public IReadOnlyDictionary<string, string> Metadata => _file.Metadata;

    /// <summary>The names of all files of these stems, for a theory: further ones with other sizes are taken up by themselves.</summary>
    public static TheoryData<string> Files(params string[] patterns)
    {
        var names = new TheoryData<string>();
        if (SharedFolder.Path is { } shared)
            foreach (var path in patterns.SelectMany(p => Directory.GetFiles(Path.Combine(shared, "goldens"), p + ".safetensors")).Order())
                names.Add(Path.GetFileNameWithoutExtension(path));
        return names;
    }

    public static Golden Open(string name) =>
        new(Path.Combine(SharedFolder.Path ?? throw new DirectoryNotFoundException("no folder shared/"), "goldens", name + ".safetensors"));

    public bool Has(string tensor) => _file.Tensors.ContainsKey(tensor);

    public IEnumerable<string> Names => _file.Tensors.Keys;

    public int[] Shape(string tensor) => [.. _file[tensor].Shape.Select(d => (int)d)];

    public float[] Floats(string tensor) => _file.Read<float>(tensor);

    public float Float(string tensor) => Floats(tensor)[0];

    public long[] Longs(string tensor) => _file.Read<long>(tensor);

    public int Int(string tensor) => (int)Longs(tensor)[0];

    public byte[] Bytes(string tensor) => _file.Read<byte>(tensor);

    /// <summary>A (H,W,3) tensor of bytes.</summary>
    public RgbImage Image(string tensor) => new(Shape(tensor)[1], Shape(tensor)[0], Bytes(tensor));

    public void Dispose() => _file.Dispose();

    /// <summary>The fixtures' measure: largest difference, over the largest expected magnitude where that exceeds 1.</summary>
    public static void ShouldAgree(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected, double tolerance, string what)
    {
        actual.Length.ShouldBe(expected.Length, what);
        var (scale, worst, at) = (1.0, 0.0, -1);
        for (var i = 0; i < expected.Length; i++)
        {
            scale = Math.Max(scale, Math.Abs(expected[i]));
            var difference = Math.Abs((double)actual[i] - expected[i]);
            if (!(difference <= worst)) // a NaN is worse than any number
                (worst, at) = (difference, i);
        }
        (worst / scale <= tolerance).ShouldBeTrue($"{what}: off by {worst:g3} at {at}, {tolerance * scale:g3} is allowed");
    }

    /// <summary>At least this share of the entries is equal.</summary>
    public static void ShouldMatch<T>(IReadOnlyList<T> actual, IReadOnlyList<T> expected, double share, string what)
    {
        actual.Count.ShouldBe(expected.Count, what);
        var equal = actual.Zip(expected).Count(pair => Equals(pair.First, pair.Second));
        ((double)equal / expected.Count).ShouldBeGreaterThanOrEqualTo(share, what);
    }
}
