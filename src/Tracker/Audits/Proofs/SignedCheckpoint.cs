using System.Globalization;
using System.Text;
using Platform.Contracts;

namespace Platform.Tracker.Audits.Proofs;

/// <summary>
/// A log's size and root, signed: C2SP's tlog-checkpoint in a signed note. Lines (origin, number of entries, root in base64,
/// then whatever else the log's keeper says), an empty one, then <c>— origin SIGNATURE</c> lines.
/// </summary>
/// <param name="Body">The text that was signed, byte for byte, with its last line feed.</param>
sealed record SignedCheckpoint(string Body, string Origin, int Size, byte[] Root, IReadOnlyList<NoteSignature> Signatures)
{
    const string Dash = "— ";

    /// <summary>The lines after the root: other logs' additions, signed with the rest. Ours has none.</summary>
    public IReadOnlyList<string> Extensions => Body.Split('\n')[3..^1];

    public string Text => $"{Body}\n{string.Concat(Signatures.Select(s => $"{Dash}{s.Name} {Convert.ToBase64String([.. s.KeyId, .. s.Signature])}\n"))}";

    /// <exception cref="UserErrorException">The name cannot stand in a signature line.</exception>
    public static SignedCheckpoint Sign(string origin, int size, byte[] root, CheckpointKey key)
    {
        if (origin.Length == 0 || origin.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '+'))
            throw new UserErrorException($"a log cannot be called '{origin}': a signed note's name has no space and no plus; give another with --origin");
        var body = string.Create(CultureInfo.InvariantCulture, $"{origin}\n{size}\n{Convert.ToBase64String(root)}\n");
        return new(body, origin, size, root, [new(origin, key.Id, key.Sign(Encoding.UTF8.GetBytes(body)))]);
    }

    /// <summary>Whether this key signed it; other signatures, such as a witness's, are left alone.</summary>
    public bool IsSignedBy(CheckpointKey key) => Signatures.Any(s =>
        s.Name == Origin && s.KeyId.AsSpan().SequenceEqual(key.Id) && key.Verifies(Encoding.UTF8.GetBytes(Body), s.Signature));

    /// <param name="where">Named in errors.</param>
    /// <exception cref="UserErrorException">It is no checkpoint.</exception>
    public static SignedCheckpoint Parse(string text, string where)
    {
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        var lines = end < 0 ? [] : text[..end].Split('\n');
        if (lines is not [{ Length: > 0 } origin, var count, var root, ..] || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            || lines.Any(line => line.Any(char.IsControl)))
            throw new UserErrorException($"{where} is no checkpoint: lines of text (origin, size, root, then any others) and an empty one are expected first");
        try
        {
            return new(text[..(end + 1)], origin, size, Convert.FromBase64String(root), [.. text[(end + 2)..].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Signature)]);
        }
        catch (FormatException e)
        {
            throw new UserErrorException($"{where} is no checkpoint: {e.Message}", e);
        }
    }

    static NoteSignature Signature(string line)
    {
        if (!line.StartsWith(Dash, StringComparison.Ordinal) || line[Dash.Length..].Split(' ') is not [var name, var encoded])
            throw new FormatException($"'{line}' is no signature line");
        var bytes = Convert.FromBase64String(encoded);
        return bytes.Length > 4 ? new(name, bytes[..4], bytes[4..]) : throw new FormatException($"the signature of {name} is too short");
    }
}

/// <summary>A signature line of a note.</summary>
sealed record NoteSignature(string Name, byte[] KeyId, byte[] Signature);
