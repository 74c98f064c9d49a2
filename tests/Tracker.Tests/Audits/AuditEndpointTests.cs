
namespace Platform.Tracker.Tests.Audits;

/// <summary>Claims about runs that a tracker stores, over HTTP.</summary>
public class AuditEndpointTests
{
    [Fact]
    public async Task Claims_are_checked_against_the_stored_journals()
    {
        await using var tracker = await TestHost.StartAsync();
        var run = new SomeJournal().Started("mine").Evaluation(100, 80).Completed(100);
        await tracker.PublishAsync(run.Lines);
        await Eventually.Holds(async () => (await tracker.Client.RunAsync(run.RunId))?.Summary.AppliedSequence == run.Lines.Count, "the run is stored");

        var result = await tracker.Client.AuditAsync(SomeClaims.Text("run: mine\nnumber: { metric: IoU, class: dog, value: 80 }", $"run: {run.RunId}\nnumber: {{ metric: IoU, class: dog, value: 81 }}",
            "run: nobody\nnumber: { value: 80 }"));
        result.Faults.ShouldBeEmpty();
        result.Claims.Select(c => c.Verdict).ShouldBe(["confirmed", "contradicted", "not derivable"]);
        var evidence = result.Claims[0].Evidence.ShouldHaveSingleItem();
        (evidence.Run, evidence.Sequence, evidence.Place).ShouldBe((run.RunId, 2, "run mine entry 2"));
    }

    [Fact]
    public async Task Faults_of_a_claims_file_come_back_with_their_lines()
    {
        await using var tracker = await TestHost.StartAsync();
        var result = await tracker.Client.AuditAsync("claims:\n  - id: a\n");
        result.Claims.ShouldBeEmpty();
        result.Faults.ShouldContain(f => f.StartsWith("claims.yaml:2: claim 'a' lacks 'source'", StringComparison.Ordinal));
    }
}
