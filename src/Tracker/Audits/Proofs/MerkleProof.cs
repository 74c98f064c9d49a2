namespace Platform.Tracker.Audits.Proofs;

/// <summary>Checks proofs of a hash tree without the tree (RFC 9162, sections 2.1.3.2 and 2.1.4.2, over RFC 6962's tree).</summary>
static class MerkleProof
{
    /// <summary>Whether the entry with this leaf hash is at this index of the tree with this root.</summary>
    public static bool Includes(byte[] leafHash, long index, long size, IReadOnlyList<byte[]> proof, byte[] root)
    {
        if (index < 0 || index >= size)
            return false;
        var (node, last, hash) = (index, size - 1, leafHash);
        foreach (var sibling in proof)
        {
            if (last == 0)
                return false;
            if (node % 2 == 1 || node == last)
            {
                hash = MerkleTree.NodeHash(sibling, hash);
                while (node % 2 == 0 && node != 0)
                    (node, last) = (node / 2, last / 2);
            }
            else
                hash = MerkleTree.NodeHash(hash, sibling);
            (node, last) = (node / 2, last / 2);
        }
        return last == 0 && hash.AsSpan().SequenceEqual(root);
    }

    /// <summary>Whether the earlier tree is the beginning of the later one.</summary>
    public static bool Extends(long earlier, byte[] earlierRoot, long later, byte[] laterRoot, IReadOnlyList<byte[]> proof)
    {
        if (earlier < 0 || earlier > later)
            return false;
        if (earlier == 0)
            return proof.Count == 0 && earlierRoot.AsSpan().SequenceEqual(System.Security.Cryptography.SHA256.HashData([]));
        if (earlier == later)
            return proof.Count == 0 && earlierRoot.AsSpan().SequenceEqual(laterRoot);
        IReadOnlyList<byte[]> path = long.IsPow2(earlier) ? [earlierRoot, .. proof] : proof;
        if (path.Count == 0)
            return false;
        var (node, last) = (earlier - 1, later - 1);
        while (node % 2 == 1)
            (node, last) = (node / 2, last / 2);
        var (small, large) = (path[0], path[0]);
        foreach (var hash in path.Skip(1))
        {
            if (last == 0)
                return false;
            if (node % 2 == 1 || node == last)
            {
                (small, large) = (MerkleTree.NodeHash(hash, small), MerkleTree.NodeHash(hash, large));
                while (node % 2 == 0 && node != 0)
                    (node, last) = (node / 2, last / 2);
            }
            else
                large = MerkleTree.NodeHash(large, hash);
            (node, last) = (node / 2, last / 2);
        }
        return last == 0 && small.AsSpan().SequenceEqual(earlierRoot) && large.AsSpan().SequenceEqual(laterRoot);
    }
}
