using System.IO.Compression;
using System.Text;
using Platform.Contracts;

namespace Platform.Trainer.Backbones;

/// <summary>
/// The byte-pair vocabulary published with CLIP (bpe_simple_vocab_16e6.txt.gz, or the same unpacked): a header line, then one merge a
/// line, best first. Ids: 256 bytes, the same 256 at the end of a word, the merges in order, start of text, end of text.
/// </summary>
sealed class ClipVocabulary
{
    const int PublishedMerges = 49152 - 256 - 2; // the file has more; CLIP was trained with these
    const string WordEnd = "</w>";

    readonly Dictionary<(int, int), (int Rank, int Merged)> _merges = [];
    readonly int[] _idOfByte = new int[256];

    ClipVocabulary(string path, IEnumerable<string> lines)
    {
        var ids = new Dictionary<string, int>();
        foreach (var (symbol, value) in ByteSymbols())
        {
            _idOfByte[value] = ids.Count;
            ids.Add(symbol, ids.Count);
        }
        foreach (var (symbol, _) in ByteSymbols())
            ids.Add(symbol + WordEnd, ids.Count);

        Size = ids.Count;
        var line = 1;
        foreach (var text in lines.Skip(1).Take(PublishedMerges))
        {
            line++;
            if (text.Length == 0) // the last line's end
                continue;
            var parts = text.Split(' ');
            if (parts.Length != 2 || !ids.TryGetValue(parts[0], out var first) || !ids.TryGetValue(parts[1], out var second))
                throw new UserErrorException($"{path}, line {line}: not a merge of two earlier symbols: '{text}'");
            ids[parts[0] + parts[1]] = Size;
            _merges[(first, second)] = (Size - 512, Size);
            Size++;
        }
        (Start, End, Size) = (Size, Size + 1, Size + 2);
    }

    /// <summary>49,408 with the published file.</summary>
    public int Size { get; }

    public int Start { get; }

    public int End { get; }

    public static ClipVocabulary Open(string path)
    {
        if (!File.Exists(path))
            throw new UserErrorException(
                $"{path}: no such file; CLIP's text encoder needs its published vocabulary bpe_simple_vocab_16e6.txt.gz");
        try
        {
            using var file = File.OpenRead(path);
            using var reader = new StreamReader(IsGzip(file) ? new GZipStream(file, CompressionMode.Decompress) : file, Encoding.UTF8);
            return new ClipVocabulary(path, Lines(reader));
        }
        catch (InvalidDataException e)
        {
            throw new UserErrorException($"{path}: not a gzip file of text: {e.Message}", e);
        }
    }

    /// <summary>One word's ids: its bytes, the last one marked as word end, with the best merge applied until none is left.</summary>
    public List<int> Encode(string word)
    {
        var ids = Encoding.UTF8.GetBytes(word).Select(b => _idOfByte[b]).ToList();
        if (ids.Count > 0)
            ids[^1] += 256;
        while (BestPair(ids) is { } pair)
        {
            var merged = _merges[pair].Merged;
            for (var i = 0; i < ids.Count - 1; i++)
                if ((ids[i], ids[i + 1]) == pair)
                {
                    ids[i] = merged;
                    ids.RemoveAt(i + 1);
                }
        }
        return ids;
    }

    (int, int)? BestPair(List<int> ids)
    {
        ((int, int)? best, var rank) = (null, int.MaxValue);
        for (var i = 0; i < ids.Count - 1; i++)
            if (_merges.TryGetValue((ids[i], ids[i + 1]), out var merge) && merge.Rank < rank)
                (best, rank) = ((ids[i], ids[i + 1]), merge.Rank);
        return best;
    }

    /// <summary>GPT-2's way of writing bytes as letters: printable ones as themselves first, then the others from U+0100 on.</summary>
    static IEnumerable<(string Symbol, byte Value)> ByteSymbols()
    {
        static bool Printable(int b) => b is >= '!' and <= '~' or >= 0xA1 and <= 0xAC or >= 0xAE and <= 0xFF;
        for (var b = 0; b < 256; b++)
            if (Printable(b))
                yield return (((char)b).ToString(), (byte)b);
        var other = 0x100;
        for (var b = 0; b < 256; b++)
            if (!Printable(b))
                yield return (((char)other++).ToString(), (byte)b);
    }

    static IEnumerable<string> Lines(StreamReader reader)
    {
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    static bool IsGzip(FileStream file)
    {
        var gzip = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return gzip;
    }
}
