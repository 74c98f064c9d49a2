using System.Text;
using System.Text.Json.Nodes;
using Platform.Contracts;
using Platform.TestKit;
using Platform.Tracker.Audits.Proofs;

namespace Platform.Tracker.Tests.Audits;

/// <summary>
/// A log of eleven entries whose tree, proofs and signed notes were made with golang.org/x/mod/sumdb (note and tlog) and
/// Go's crypto/ecdsa: what another implementation writes, ours takes, and the same bytes come from ours.
/// </summary>
public class OtherImplementationTests
{
    static readonly JsonNode s_golden = JsonNode.Parse(File.ReadAllText(
        Path.Combine(RepositoryRoot.Path, "tests", "Tracker.Tests", "Audits", "Golden", "transparency-log.json")))!;

    [Fact]
    public void Its_signed_notes_and_proofs_hold()
    {
        using var key = Key();
        foreach (var proof in Proofs())
            proof.Refute(key).ShouldBeNull();
    }

    [Fact]
    public void Its_proofs_of_something_else_do_not()
    {
        using var key = Key();
        foreach (var proof in Proofs())
        {
            (proof with { Hashes = [.. proof.Hashes.Skip(1)] }).Refute(key).ShouldNotBeNull();
            (proof with { Checkpoint = proof.Checkpoint.Replace("\n11\n", "\n12\n", StringComparison.Ordinal) }).Refute(key).ShouldBe("the checkpoint is not signed by this key");
        }
    }

    [Fact]
    public void Its_tree_and_its_proofs_are_those_that_we_make()
    {
        var tree = new MerkleTree();
        foreach (var entry in s_golden["entries"]!.AsArray())
            tree.Add(MerkleTree.LeafHash(Encoding.UTF8.GetBytes((string)entry!)));
        foreach (var proof in Proofs())
        {
            SignedCheckpoint.Parse(proof.Checkpoint, "it").Root.ShouldBe(tree.Root(11));
            if (proof.Earlier is { } earlier && SignedCheckpoint.Parse(earlier, "it") is var before)
            {
                before.Root.ShouldBe(tree.Root(before.Size));
                proof.Hashes.ShouldBe(tree.ConsistencyProof(before.Size, 11));
            }
            else
                proof.Hashes.ShouldBe(tree.InclusionProof(proof.Index!.Value, 11));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("a log")]
    [InlineData("a+log")]
    [InlineData("a\nlog")]
    public void A_name_that_other_implementations_refuse_is_not_signed(string origin)
    {
        using var key = CheckpointKey.Create();
        Should.Throw<UserErrorException>(() => SignedCheckpoint.Sign(origin, 0, new byte[32], key)).Message.ShouldContain("--origin");
    }

    static CheckpointKey Key() => CheckpointKey.Parse((string)s_golden["publicKey"]!, "golden");

    static IEnumerable<ProofFile> Proofs() => s_golden["proofs"]!.AsArray().Select(p => ProofFile.Parse(Encoding.UTF8.GetBytes(p!.ToJsonString()), "golden"));
}
