using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Tracker.Audits.Packs;

/// <summary><c>manifest.json</c> of a pack: what is in it, every file with its digest.</summary>
sealed record PackManifest
{
    public const string FileName = "manifest.json";
    public const string CurrentFormat = "platform-pack/1";

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public required string Format { get; init; }
    public required IReadOnlyList<PackedRun> Runs { get; init; }
    public required IReadOnlyList<PackedFile> Files { get; init; }

    /// <summary>What is not in it that one might look for.</summary>
    public required IReadOnlyList<string> Absent { get; init; }
}

/// <summary>A run of a pack.</summary>
/// <param name="Head">SHA-256 of its last entry.</param>
sealed record PackedRun(Guid Id, string Name, int Entries, string Head);

/// <summary>A file of a pack.</summary>
/// <param name="Sha256">Lower-case hex.</param>
sealed record PackedFile(string Path, string Sha256, long SizeBytes);
