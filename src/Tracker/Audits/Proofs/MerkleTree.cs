using System.Numerics;
using System.Security.Cryptography;

namespace Platform.Tracker.Audits.Proofs;

/// <summary>
/// The hash tree of RFC 6962, section 2.1, over entries in the order they were added: SHA-256, leaves prefixed with 0,
/// inner nodes with 1. Adding costs one hash an entry, roots and proofs of any earlier size cost a logarithm.
/// </summary>
sealed class MerkleTree
{
    // [k][i]: the hash over leaves i * 2^k to (i + 1) * 2^k, where all of them are there
    readonly List<List<byte[]>> _complete = [[]];

    public int Size => _complete[0].Count;

    public static byte[] LeafHash(ReadOnlySpan<byte> entry)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([0]);
        hash.AppendData(entry);
        return hash.GetHashAndReset();
    }

    public static byte[] NodeHash(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> node = stackalloc byte[1 + 2 * SHA256.HashSizeInBytes];
        node[0] = 1;
        left.CopyTo(node[1..]);
        right.CopyTo(node[(1 + SHA256.HashSizeInBytes)..]);
        return SHA256.HashData(node);
    }

    public byte[] Leaf(int index) => _complete[0][index];

    public void Add(byte[] leafHash)
    {
        _complete[0].Add(leafHash);
        for (var level = 0; _complete[level].Count % 2 == 0; level++)
        {
            if (_complete.Count == level + 1)
                _complete.Add([]);
            _complete[level + 1].Add(NodeHash(_complete[level][^2], _complete[level][^1]));
        }
    }

    /// <summary>The root over the first <paramref name="size"/> entries; of none, the hash of nothing.</summary>
    public byte[] Root(int size) => size == 0 ? SHA256.HashData([]) : Range(0, CheckSize(size));

    /// <summary>The hashes that lead from an entry to the root over <paramref name="size"/> entries, the nearest first.</summary>
    public IReadOnlyList<byte[]> InclusionProof(int index, int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, CheckSize(size));
        return [.. Path(index, 0, size)];
    }

    /// <summary>The hashes that show that the tree of <paramref name="earlier"/> entries is the beginning of that of <paramref name="later"/>.</summary>
    public IReadOnlyList<byte[]> ConsistencyProof(int earlier, int later)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(earlier);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(earlier, CheckSize(later));
        return earlier == 0 || earlier == later ? [] : [.. Subproof(earlier, 0, later, isWhole: true)];
    }

    IEnumerable<byte[]> Path(int index, int start, int end)
    {
        if (end - start == 1)
            return [];
        var split = start + Split(end - start);
        return index < split ? Path(index, start, split).Append(Range(split, end)) : Path(index, split, end).Append(Range(start, split));
    }

    // isWhole: the verifier knows the root of this part already, it is the earlier tree
    IEnumerable<byte[]> Subproof(int earlier, int start, int end, bool isWhole)
    {
        if (earlier == end)
            return isWhole ? [] : [Range(start, end)];
        var split = start + Split(end - start);
        return earlier <= split
            ? Subproof(earlier, start, split, isWhole).Append(Range(split, end))
            : Subproof(earlier, split, end, isWhole: false).Append(Range(start, split));
    }

    byte[] Range(int start, int end)
    {
        var count = end - start;
        if (BitOperations.IsPow2(count))
            return _complete[BitOperations.Log2((uint)count)][start / count];
        var split = start + Split(count);
        return NodeHash(Range(start, split), Range(split, end));
    }

    // the largest power of two below
    static int Split(int count) => 1 << BitOperations.Log2((uint)(count - 1));

    int CheckSize(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Size);
        return size;
    }
}
