using Platform.Contracts;
using Platform.Tracker.Audits.Proofs;

namespace Platform.Tracker.Tests.Audits;

/// <summary>What of the stored entries can be changed without being found: nothing.</summary>
public sealed class EntryLogTests : IDisposable
{
    readonly TempFolder _folder = new();
    readonly SomeJournal _first = SomeJournal.Whole(6, "first").Completed(300);
    readonly SomeJournal _second = SomeJournal.Whole(4, "second").Completed(200);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_journal_that_was_not_touched_is_what_was_logged()
    {
        var log = Logged();
        log.Compare(_first.RunId, _first.Lines).ShouldBeEmpty();
        log.Compare(_second.RunId, _second.Lines).ShouldBeEmpty();
    }

    [Fact]
    public void One_changed_byte_of_an_entry_is_found()
    {
        var lines = _first.Lines.Select(l => l.ToArray()).ToArray();
        lines[4][^3] ^= 1;
        Compare(lines).ShouldBe(["entry 5 is not the one that was logged"]);
    }

    [Fact]
    public void A_dropped_entry_is_found() =>
        Compare([.. _first.Lines.Where((_, i) => i != 2)]).ShouldSatisfyAllConditions(
            f => f[0].ShouldBe("entry 3 is not the one that was logged"), f => f[^1].ShouldContain("was cut off"));

    [Fact]
    public void Two_reordered_entries_are_found()
    {
        var lines = _first.Lines.ToArray();
        (lines[3], lines[4]) = (lines[4], lines[3]);
        Compare(lines).ShouldBe(["entry 4 is not the one that was logged", "entry 5 is not the one that was logged"]);
    }

    [Fact]
    public void A_journal_that_was_cut_off_is_found() =>
        Compare([.. _first.Lines.SkipLast(2)]).ShouldHaveSingleItem().ShouldContain($"{_first.Lines.Count} entries were logged, {_first.Lines.Count - 2} are left");

    [Fact]
    public void A_journal_rewritten_as_a_whole_links_but_is_found() =>
        Compare(new SomeJournal { RunId = _first.RunId }.Started("first").Completed(300).Lines).ShouldContain("entry 1 is not the one that was logged");

    [Fact]
    public void A_log_that_was_changed_on_disk_does_not_open()
    {
        Logged();
        var leaves = File.ReadAllBytes(_folder.Sub("log", "leaves"));
        leaves[40] ^= 1;
        File.WriteAllBytes(_folder.Sub("log", "leaves"), leaves);
        Should.Throw<UserErrorException>(() => EntryLog.Open(_folder.Sub("log"))).Message.ShouldContain("the log was changed");
    }

    [Fact]
    public void A_log_that_was_cut_off_on_disk_does_not_open()
    {
        Logged();
        var leaves = File.ReadAllBytes(_folder.Sub("log", "leaves"));
        File.WriteAllBytes(_folder.Sub("log", "leaves"), leaves[..^32]);
        Should.Throw<UserErrorException>(() => EntryLog.Open(_folder.Sub("log"))).Message.ShouldContain("was cut off");
    }

    [Fact]
    public void A_run_taken_out_of_the_log_is_found_by_its_checkpoint()
    {
        Logged();
        var runs = File.ReadAllLines(_folder.Sub("log", "runs.jsonl"));
        File.WriteAllText(_folder.Sub("log", "runs.jsonl"), runs[0] + "\n");
        Should.Throw<UserErrorException>(() => EntryLog.Open(_folder.Sub("log"))).Message.ShouldContain("the log was cut off");
    }

    [Fact]
    public void A_proof_of_an_entry_holds_with_the_public_key_alone()
    {
        var log = Logged();
        var proof = log.ProveEntry(_second.RunId, 3, _second.Lines[2]);
        File.WriteAllText(_folder.Sub("proof.json"), proof.ToJson());
        using var key = CheckpointKey.Load(log.PublicKeyPath);
        ProofFile.Read(_folder.Sub("proof.json")).Refute(key).ShouldBeNull();
        (proof with { Entry = proof.Entry!.Replace("second", "sec0nd", StringComparison.Ordinal) + " " }).Refute(key).ShouldNotBeNull();
        (proof with { Index = proof.Index + 1 }).Refute(key).ShouldNotBeNull();
    }

    [Fact]
    public void A_proof_under_another_s_key_is_refused()
    {
        var log = Logged();
        using var other = CheckpointKey.Create();
        log.ProveEntry(_first.RunId, 1, _first.Lines[0]).Refute(other).ShouldBe("the checkpoint is not signed by this key");
    }

    [Fact]
    public void A_log_proves_that_it_has_only_grown()
    {
        var log = EntryLog.Open(_folder.Sub("log"));
        log.Add(_first.RunId, _first.Lines);
        var earlier = log.Sign("test/log");
        log.Add(_second.RunId, _second.Lines);
        log.Sign("test/log");
        using var key = CheckpointKey.Load(log.PublicKeyPath);
        var proof = EntryLog.Open(_folder.Sub("log")).ProveGrowth(earlier);
        proof.Refute(key).ShouldBeNull();
        (proof with { Hashes = [.. proof.Hashes.Skip(1)] }).Refute(key).ShouldNotBeNull();
    }

    [Fact]
    public void A_log_made_anew_with_the_same_key_cannot_prove_growth_from_a_checkpoint_somebody_kept()
    {
        var honest = EntryLog.Open(_folder.Sub("log"));
        honest.Add(_first.RunId, _first.Lines);
        var kept = honest.Sign("test/log");

        Directory.CreateDirectory(_folder.Sub("forged"));
        foreach (var file in (string[])["log.key", "log.pub"])
            File.Copy(_folder.Sub("log", file), _folder.Sub("forged", file));
        var forged = EntryLog.Open(_folder.Sub("forged"));
        forged.Add(_first.RunId, new SomeJournal { RunId = _first.RunId }.Started("first").Evaluation(100, 99).Completed(300).Lines);
        forged.Add(_second.RunId, [.. _second.Lines, .. _first.Lines]);
        forged.Sign("test/log");

        using var key = CheckpointKey.Load(forged.PublicKeyPath);
        forged.ProveGrowth(kept).Refute(key).ShouldNotBeNull().ShouldContain("are not those under the earlier one");
    }

    [Fact]
    public void A_checkpoint_is_a_signed_note_of_three_lines()
    {
        var text = Logged().Newest!.Text;
        var lines = text.Split('\n');
        lines[0].ShouldBe("test/log");
        lines[1].ShouldBe((_first.Lines.Count + _second.Lines.Count).ToString(System.Globalization.CultureInfo.InvariantCulture));
        Convert.FromBase64String(lines[2]).Length.ShouldBe(32);
        lines[3].ShouldBe("");
        lines[4].ShouldStartWith("— test/log ");
        SignedCheckpoint.Parse(text, "here").Text.ShouldBe(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("log\n5\n\n")]
    [InlineData("log\nmany\nAAAA\n\n")]
    [InlineData("log\n5\n???\n\n")]
    [InlineData("log\n5\nAAAA\n\n— log AAAA\n")]
    [InlineData("log\n5\nAAAA\n\nno signature\n")]
    public void What_is_no_checkpoint_is_refused_by_name(string text) =>
        Should.Throw<UserErrorException>(() => SignedCheckpoint.Parse(text, "here")).Message.ShouldStartWith("here is no checkpoint");

    [Fact]
    public void A_process_that_died_while_adding_leaves_a_log_that_goes_on()
    {
        Logged();
        using (var leaves = new FileStream(_folder.Sub("log", "leaves"), FileMode.Append))
            leaves.Write(new byte[50]);
        var log = EntryLog.Open(_folder.Sub("log"));
        var third = SomeJournal.Whole(2, "third").Completed(100);
        log.Add(third.RunId, third.Lines);
        log.Sign("test/log");
        EntryLog.Open(_folder.Sub("log")).Compare(third.RunId, third.Lines).ShouldBeEmpty();
    }

    [Fact]
    public void Entries_written_after_a_run_was_logged_are_added_and_proven_too()
    {
        var log = Logged();
        var before = _first.Lines.Count;
        _first.Evaluation(300, 90, ofCheckpoint: true);
        log.Compare(_first.RunId, _first.Lines).ShouldBeEmpty();
        log.Add(_first.RunId, _first.Lines).ShouldBe(1);
        log.Add(_first.RunId, _first.Lines).ShouldBe(0);
        log.Sign("test/log");
        log = EntryLog.Open(_folder.Sub("log"));
        log.LoggedOf(_first.RunId).ShouldBe(before + 1);
        using var key = CheckpointKey.Load(log.PublicKeyPath);
        log.ProveEntry(_first.RunId, before + 1, _first.Lines[^1]).Refute(key).ShouldBeNull();
        log.ProveEntry(_first.RunId, before, _first.Lines[^2]).Refute(key).ShouldBeNull();
        log.Compare(_first.RunId, [.. _first.Lines.SkipLast(1)]).ShouldHaveSingleItem().ShouldContain("was cut off");
    }

    [Fact]
    public void The_private_key_is_for_its_owner_only()
    {
        Logged();
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(_folder.Sub("log", "log.key")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.ReadAllText(_folder.Sub("log", "log.pub")).ShouldNotContain("PRIVATE");
    }

    IReadOnlyList<string> Compare(IReadOnlyList<byte[]> lines)
    {
        var log = Logged();
        return log.Compare(_first.RunId, lines);
    }

    EntryLog Logged()
    {
        var log = EntryLog.Open(_folder.Sub("log"));
        log.Add(_first.RunId, _first.Lines);
        log.Add(_second.RunId, _second.Lines);
        log.Sign("test/log");
        return EntryLog.Open(_folder.Sub("log"));
    }
}
