using System.CommandLine;
using Platform.Audits;
using Platform.Contracts;
using Platform.Contracts.Journal;
using Platform.Tracker.Audits.Packs;
using Platform.Tracker.Audits.Proofs;
using Platform.Trainer.Journal;

namespace Platform.Commands;

/// <summary><c>platform audit checkpoint|prove|check</c>: the log of all completed runs' entries, and proofs from it.</summary>
static class ProofCommands
{
    const string DefaultOrigin = "platform.example/entries";

    static readonly EntryLogOptions s_log = new();
    static readonly Option<string> s_origin = new("--origin") { HelpName = "NAME", Description = "the log's name in its first checkpoint", DefaultValueFactory = _ => DefaultOrigin };
    static readonly Argument<string?> s_run = new("RUN") { Description = "a run's id or folder", Arity = ArgumentArity.ZeroOrOne };
    static readonly Option<long?> s_entry = new("--entry") { HelpName = "N", Description = "which entry, default the last one logged, whose chain covers all before" };
    static readonly Option<string?> s_since = new("--since") { HelpName = "CHECKPOINT", Description = "prove that the log has only grown since this checkpoint" };
    static readonly Option<string> s_out = new("--out") { HelpName = "FILE", Description = "where the proof goes", Required = true };
    static readonly Argument<string> s_proof = new("PROOF|PACK") { Description = "a proof of platform audit prove, or a pack of platform export" };
    static readonly Option<string?> s_key = new("--key") { HelpName = "FILE", Description = "the log's public key (log.pub), got from somebody you trust" };
    static readonly Option<string?> s_journal = new("--journal") { HelpName = "FILE", Description = "a journal that must be the one the proven entry ends" };

    public static IEnumerable<Command> Create() => [Checkpoint(), Prove(), Check()];

    static Command Checkpoint()
    {
        var command = new Command("checkpoint", "Adds every completed run to the log of entries and signs it; refuses when a logged run has changed.") { s_origin, s_log.All };
        command.SetAction(parsed => Sign(parsed));
        return command;
    }

    static int Sign(ParseResult parsed)
    {
        var log = EntryLog.Open(s_log.Folder(parsed));
        var result = RunLogging.Update(log, s_log.Runs(parsed));
        foreach (var line in result.Notes.Concat(result.Faults))
            Console.WriteLine(line);
        if (result.Faults.Count > 0)
        {
            Console.WriteLine($"{result.Faults.Count} faults: nothing was signed");
            return 1;
        }
        if (log.Size == 0)
            throw new UserErrorException($"{s_log.Runs(parsed)} holds no completed run to log");
        Console.Write(log.Sign(parsed.GetValue(s_origin)!).Text);
        Console.WriteLine($"public key: {log.PublicKeyPath}");
        return 0;
    }

    static Command Prove()
    {
        var command = new Command("prove", "Writes a proof that an entry is in the log, or that the log has only grown.") { s_run, s_entry, s_since, s_out, s_log.All };
        command.SetAction(parsed =>
        {
            var log = EntryLog.Open(s_log.Folder(parsed));
            var proof = parsed.GetValue(s_since) is { } since
                ? log.ProveGrowth(SignedCheckpoint.Parse(File.ReadAllText(since), since))
                : OfEntry(log, parsed);
            File.WriteAllText(parsed.GetValue(s_out)!, proof.ToJson());
            Console.WriteLine($"{parsed.GetValue(s_out)}: proof of {proof.Proof}, {proof.Hashes.Count} hashes; check it with platform audit check and {log.PublicKeyPath}");
            return 0;
        });
        return command;
    }

    static ProofFile OfEntry(EntryLog log, ParseResult parsed)
    {
        var target = parsed.GetValue(s_run) ?? throw new UserErrorException("name a run, or an earlier checkpoint with --since");
        var journal = JournalFiles.Of(target, s_log.Runs(parsed));
        var lines = JournalFiles.RawLines(journal);
        var run = JournalVerifier.Verify(journal).Run ?? throw new UserErrorException($"{journal} holds no entry");
        var sequence = parsed.GetValue(s_entry) ?? Math.Max(1, log.LoggedOf(run));
        return sequence >= 1 && sequence <= lines.Count
            ? log.ProveEntry(run, sequence, lines[(int)sequence - 1])
            : throw new UserErrorException($"entry {sequence} is wanted; {journal} has {lines.Count}");
    }

    static Command Check()
    {
        var command = new Command("check", "Checks a proof with nothing but the log's public key; a pack in every part.") { s_proof, s_key, s_journal };
        command.SetAction(parsed => PackReader.IsPack(parsed.GetValue(s_proof)!) ? CheckPack(parsed) : CheckProof(parsed));
        return command;
    }

    static int CheckProof(ParseResult parsed)
    {
        using var key = CheckpointKey.Load(parsed.GetValue(s_key) ?? throw new UserErrorException("name the log's public key: --key log.pub"));
        var proof = ProofFile.Read(parsed.GetValue(s_proof)!);
        var fault = proof.Refute(key) ?? (parsed.GetValue(s_journal) is { } journal ? RefuteJournal(proof, journal) : null);
        Console.WriteLine(fault is null ? $"holds: {Said(proof)}" : $"does not hold: {fault}");
        return fault is null ? 0 : 1;
    }

    static int CheckPack(ParseResult parsed)
    {
        var pack = PackReader.Read(parsed.GetValue(s_proof)!, parsed.GetValue(s_key));
        foreach (var line in pack.Notes.Concat(pack.Faults.Select(f => $"fault: {f}")))
            Console.WriteLine(line);
        Console.WriteLine(pack.Faults.Count == 0 ? $"holds: {pack.Runs.Count} runs" : $"does not hold: {pack.Faults.Count} faults");
        return pack.Faults.Count == 0 ? 0 : 1;
    }

    static string Said(ProofFile proof)
    {
        var checkpoint = SignedCheckpoint.Parse(proof.Checkpoint, "the proof's checkpoint");
        return proof.Proof == ProofFile.Inclusion
            ? $"entry {proof.Index} of {checkpoint.Size} in {checkpoint.Origin}"
            : $"{checkpoint.Origin} had only grown when it held {checkpoint.Size} entries";
    }

    // the proven entry names the hash of the one before, that one the next: a whole chain up to it is proven with it
    static string? RefuteJournal(ProofFile proof, string journal)
    {
        if (proof.Entry is null)
            return "a proof of growth says nothing of one journal";
        var verdict = JournalVerifier.Verify(journal);
        if (verdict.Faults is [var first, ..])
            return $"{first.File}:{first.Line}: {first.What}";
        var proven = JournalEntry.Read(System.Text.Encoding.UTF8.GetBytes(proof.Entry));
        var lines = JournalFiles.RawLines(journal);
        return lines.Count >= proven.Header.Sequence && JournalEntry.HashOf(lines[(int)proven.Header.Sequence - 1]) == proven.Hash
            ? null : $"entry {proven.Header.Sequence} of {journal} is not the proven one";
    }
}
