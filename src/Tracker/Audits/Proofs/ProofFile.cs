using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Contracts;

namespace Platform.Tracker.Audits.Proofs;

/// <summary>A proof to hand on: with the log's public key it can be checked anywhere, without the log.</summary>
sealed record ProofFile
{
    static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public const string Inclusion = "inclusion";
    public const string Consistency = "consistency";

    /// <summary><see cref="Inclusion"/> of an entry, or <see cref="Consistency"/> of two checkpoints.</summary>
    public required string Proof { get; init; }

    /// <summary>The journal line, byte for byte as text; of an inclusion.</summary>
    public string? Entry { get; init; }

    /// <summary>The entry's place in the log, from 0.</summary>
    public int? Index { get; init; }

    /// <summary>The earlier checkpoint; of a consistency.</summary>
    public string? Earlier { get; init; }

    public required IReadOnlyList<byte[]> Hashes { get; init; }

    /// <summary>The checkpoint proven against.</summary>
    public required string Checkpoint { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, s_options) + "\n";

    /// <exception cref="UserErrorException">It is no proof.</exception>
    public static ProofFile Read(string path) =>
        Parse(File.Exists(path) ? File.ReadAllBytes(path) : throw new UserErrorException($"there is no file {path}"), path);

    /// <param name="where">Named in errors.</param>
    /// <exception cref="UserErrorException">It is no proof.</exception>
    public static ProofFile Parse(byte[] json, string where)
    {
        try
        {
            return JsonSerializer.Deserialize<ProofFile>(json, s_options) ?? throw new UserErrorException($"{where} is no proof: it is null");
        }
        catch (JsonException e)
        {
            throw new UserErrorException($"{where} is no proof: {e.Message}", e);
        }
    }

    /// <summary>What is wrong; null when it holds.</summary>
    public string? Refute(CheckpointKey key)
    {
        var later = SignedCheckpoint.Parse(Checkpoint, "the proof's checkpoint");
        if (!later.IsSignedBy(key))
            return "the checkpoint is not signed by this key";
        if (Proof == Inclusion && Entry is not null && Index is { } index)
            return MerkleProof.Includes(MerkleTree.LeafHash(Encoding.UTF8.GetBytes(Entry)), index, later.Size, Hashes, later.Root)
                ? null : $"the entry is not number {index} of the {later.Size} entries under this checkpoint";
        if (Proof == Consistency && Earlier is not null)
        {
            var earlier = SignedCheckpoint.Parse(Earlier, "the proof's earlier checkpoint");
            return !earlier.IsSignedBy(key) ? "the earlier checkpoint is not signed by this key"
                : earlier.Origin != later.Origin ? $"the checkpoints are of two logs, {earlier.Origin} and {later.Origin}"
                : MerkleProof.Extends(earlier.Size, earlier.Root, later.Size, later.Root, Hashes)
                    ? null : $"the first {earlier.Size} entries under the later checkpoint are not those under the earlier one";
        }
        return $"a proof of {Proof} lacks what it proves";
    }
}
