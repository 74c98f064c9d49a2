using System.Security.Cryptography;
using Platform.Tracker.Audits.Proofs;

namespace Platform.Tracker.Tests.Audits;

public class MerkleTreeTests
{
    // the entries and roots every implementation of RFC 6962 is tested with
    static readonly string[] s_entries = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    static readonly string[] s_roots =
    [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    [Fact]
    public void Roots_are_those_of_the_published_vectors()
    {
        var tree = Tree(s_entries.Select(Convert.FromHexString));
        Convert.ToHexStringLower(tree.Root(0)).ShouldBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        for (var size = 1; size <= s_roots.Length; size++)
            Convert.ToHexStringLower(tree.Root(size)).ShouldBe(s_roots[size - 1]);
    }

    [Theory]
    [InlineData(0, 8, new[] { "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7", "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e", "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4" })]
    [InlineData(5, 8, new[] { "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b", "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7" })]
    [InlineData(0, 1, new string[0])]
    public void Inclusion_proofs_are_those_of_the_published_vectors(int index, int size, string[] path) =>
        Tree(s_entries.Select(Convert.FromHexString)).InclusionProof(index, size).Select(Convert.ToHexStringLower).ShouldBe(path);

    [Fact]
    public void Every_entry_is_proven_in_every_tree_and_nowhere_else()
    {
        var tree = Tree(Entries(40));
        for (var size = 1; size <= 40; size++)
            for (var index = 0; index < size; index++)
            {
                var proof = tree.InclusionProof(index, size);
                MerkleProof.Includes(tree.Leaf(index), index, size, proof, tree.Root(size)).ShouldBeTrue();
                MerkleProof.Includes(tree.Leaf((index + 1) % 40), index, size, proof, tree.Root(size)).ShouldBeFalse();
                MerkleProof.Includes(tree.Leaf(index), index ^ 1, size, proof, tree.Root(size)).ShouldBe(false, $"{index} of {size}");
                MerkleProof.Includes(tree.Leaf(index), index, size, [.. proof, tree.Leaf(0)], tree.Root(size)).ShouldBeFalse();
            }
    }

    [Fact]
    public void Every_tree_is_proven_to_extend_every_earlier_one()
    {
        var tree = Tree(Entries(40));
        for (var later = 1; later <= 40; later++)
            for (var earlier = 0; earlier <= later; earlier++)
            {
                var proof = tree.ConsistencyProof(earlier, later);
                MerkleProof.Extends(earlier, tree.Root(earlier), later, tree.Root(later), proof).ShouldBeTrue($"{earlier} to {later}");
                if (earlier > 0 && earlier < later)
                    MerkleProof.Extends(earlier, tree.Root(earlier), later, SHA256.HashData([1]), proof).ShouldBeFalse();
            }
    }

    [Fact]
    public void A_tree_whose_past_was_changed_is_not_an_extension()
    {
        var honest = Tree(Entries(13));
        var forged = Tree(Entries(21).Select((e, i) => i == 4 ? [.. e, 0] : e));
        MerkleProof.Extends(13, honest.Root(13), 21, forged.Root(21), forged.ConsistencyProof(13, 21)).ShouldBeFalse();
    }

    static IEnumerable<byte[]> Entries(int count) => Enumerable.Range(0, count).Select(i => BitConverter.GetBytes(i * 7919));

    static MerkleTree Tree(IEnumerable<byte[]> entries)
    {
        var tree = new MerkleTree();
        foreach (var entry in entries)
            tree.Add(MerkleTree.LeafHash(entry));
        return tree;
    }
}
