using System.Text;
using System.Text.Json.Nodes;
using Platform.Contracts;
using Platform.Tracker.Audits.Proofs;

namespace Platform.Tracker.Tests.Audits;

/// <summary>
/// A log of eleven entries whose tree, proofs and signed notes were made with golang.org/x/mod/sumdb (note and tlog) and
/// Go's crypto/ecdsa: what another implementation writes, ours takes, and the same bytes come from ours. And a checkpoint
/// with lines of its log's own after the root, hashed and signed with Python's hashlib and openssl.
/// </summary>
public class OtherImplementationTests
{
    static readonly JsonNode s_golden = Golden("transparency-log.json");
    static readonly JsonNode s_extended = Golden("checkpoint-with-extensions.json");

    [Fact]
    public void Its_signed_notes_and_proofs_hold()
    {
        using var key = Key(s_golden);
        foreach (var proof in Proofs())
            proof.Refute(key).ShouldBeNull();
    }

    [Fact]
    public void Its_proofs_of_something_else_do_not()
    {
        using var key = Key(s_golden);
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

    [Fact]
    public void Lines_after_the_root_are_kept_and_are_under_the_signature()
    {
        using var key = Key(s_extended);
        var proof = Proof(s_extended["proof"]!);
        proof.Refute(key).ShouldBeNull();
        var checkpoint = SignedCheckpoint.Parse(proof.Checkpoint, "it");
        checkpoint.Extensions.ShouldBe(["time 1763750000", "Züge + 3 = Straße", "https://extended.example/ log"]);
        checkpoint.Signatures.Select(s => s.Name).ShouldBe(["extended.example/entries", "witness.example/w"]);
        checkpoint.Text.ShouldBe(proof.Checkpoint);
    }

    [Theory]
    [InlineData("time 1763750000", "time 1763750001")]
    [InlineData("time 1763750000\n", "")]
    [InlineData("log\n\n", "log\nmore\n\n")]
    public void A_line_after_the_root_that_was_changed_taken_out_or_added_breaks_the_signature(string was, string now)
    {
        using var key = Key(s_extended);
        var proof = Proof(s_extended["proof"]!);
        (proof with { Checkpoint = proof.Checkpoint.Replace(was, now, StringComparison.Ordinal) }).Refute(key).ShouldBe("the checkpoint is not signed by this key");
    }

    [Theory]
    [InlineData("time 1763750000\n", "\n")]
    [InlineData("time 1763750000\n", "time\r\n")]
    public void An_empty_line_or_a_control_character_among_them_is_refused(string was, string now) =>
        Should.Throw<UserErrorException>(() => SignedCheckpoint.Parse(Proof(s_extended["proof"]!).Checkpoint.Replace(was, now, StringComparison.Ordinal), "it"))
            .Message.ShouldStartWith("it is no checkpoint");

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

    static JsonNode Golden(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "tests", "Tracker.Tests", "Audits", "Golden", name)))!;

    static CheckpointKey Key(JsonNode golden) => CheckpointKey.Parse((string)golden["publicKey"]!, "golden");

    static IEnumerable<ProofFile> Proofs() => s_golden["proofs"]!.AsArray().Select(p => Proof(p!));

    static ProofFile Proof(JsonNode proof) => ProofFile.Parse(Encoding.UTF8.GetBytes(proof.ToJsonString()), "golden");
}
