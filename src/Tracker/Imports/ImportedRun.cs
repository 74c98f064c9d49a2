using System.Security.Cryptography;
using Platform.Contracts;
using Platform.Contracts.Events;

namespace Platform.Tracker.Imports;

/// <summary>A log as a run: its journal follows from the log's bytes alone, so that importing it again gives the same run.</summary>
public sealed class ImportedRun
{
    readonly ImportSource _source;
    readonly ImportLabels _labels;

    ImportedRun(ImportSource source, ImportedLog survey, ImportLabels labels)
    {
        _source = source;
        _labels = labels;
        Survey = survey;
        Id = IdOf(survey.Sha256);
    }

    /// <summary>Of the SHA-256 (see <see cref="IdOf"/>).</summary>
    public Guid Id { get; }

    /// <summary>What the log holds, its points only counted.</summary>
    public ImportedLog Survey { get; }

    /// <summary>Reads the log once, to know what it holds.</summary>
    /// <exception cref="UserErrorException">It cannot be read, or holds nothing.</exception>
    public static ImportedRun Of(ImportSource source, ImportLabels? labels = null) => new(source, LogImporter.Survey(source), labels ?? new());

    /// <summary>The digest's first 16 bytes with the version (8) and variant of a UUID of one's own making (RFC 9562).</summary>
    public static Guid IdOf(string sha256)
    {
        var bytes = Convert.FromHexString(sha256)[..16];
        bytes[6] = (byte)(bytes[6] & 0x0F | 0x80);
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new(bytes, bigEndian: true);
    }

    /// <summary>Reads the log a second time and writes the run's journal, holding some hundreds of points at a time.</summary>
    public void WriteTo(Stream journal)
    {
        var facts = new RunFacts(_source.Name, Survey, _labels);
        var writer = new ImportJournal(journal, Id, Survey.StartedAt ?? DateTimeOffset.UnixEpoch);
        writer.Append(facts.Start());
        var sink = new JournalSink(writer, facts.Host);
        foreach (var phase in Survey.Phases.OrderBy(p => p.Iteration))
            writer.Append(new PhaseChanged { Iteration = phase.Iteration, To = ImportJournal.Name(phase.Name), Reason = $"{phase.Reason} (line {phase.Line})" });
        LogImporter.Stream(_source, sink);
        sink.Flush();
        foreach (var lines in facts.Console().Chunk(200))
            writer.Append(new LogWritten { Stream = "out", Lines = lines });
        writer.Append(facts.End(sink.LastIteration));
    }
}

/// <summary>What the one who imports says of the run; null: taken from the log.</summary>
public sealed record ImportLabels
{
    public string? Project { get; init; }
    public string? Experiment { get; init; }
    public string? Name { get; init; }
}
