using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;
using Platform.Contracts.Api;
using Platform.Tracker.Http;
using Platform.Tracker.Journal;

namespace Platform.Tracker.Sweeps;

static class SweepEndpoints
{
    public static void MapSweeps(this RouteGroupBuilder api)
    {
        var all = api.MapGroup("/sweeps").WithTags("Sweeps");
        all.MapGet("", async (SweepQueries sweeps, CancellationToken cancel) => TypedResults.Ok(await sweeps.AllAsync(cancel))).WithSummary("All sweeps, newest first");
        all.MapPost("", CreateAsync).WithSummary("Begins a sweep; 400 with its faults where the file has some");
        all.MapPost("/check", async (SweepRequest request, SweepChecks checks, CancellationToken cancel) => TypedResults.Ok(await checks.CheckAsync(request, cancel)))
            .WithSummary("What a sweep file comes to, or its faults; nothing begins");
        var one = all.MapGroup("/{sweep}");
        one.MapGet("", DetailAsync).WithSummary("A sweep, by id or name, with its cells");
        one.MapPatch("", EditAsync).WithSummary("Changes a sweep while it runs; 400 with its faults where the file has some");
        one.MapPost("/pause", (string sweep, SweepCommands commands, CancellationToken cancel) => AnswerAsync(commands.PauseAsync(sweep, cancel), "sweep")).WithSummary("No further cell begins");
        one.MapPost("/resume", (string sweep, SweepCommands commands, CancellationToken cancel) => AnswerAsync(commands.ResumeAsync(sweep, cancel), "sweep")).WithSummary("Cells begin again, those that were stopped too");
        one.MapPost("/stop", (string sweep, SweepCommands commands, CancellationToken cancel) => AnswerAsync(commands.StopAsync(sweep, cancel), "sweep")).WithSummary("Ends it and its cells at work");
        one.MapPost("/retry", (string sweep, SweepCommands commands, CancellationToken cancel) => AnswerAsync(commands.RetryAsync(sweep, cancel), "sweep")).WithSummary("Queues the cells that failed");
        one.MapPost("/fill", (string sweep, SweepCommands commands, CancellationToken cancel) => AnswerAsync(commands.FillAsync(sweep, cancel), "sweep")).WithSummary("Queues every cell that is missing");

        var run = api.MapGroup("/runs/{run:guid}").WithTags("Runs");
        run.MapPost("/stop", (Guid run, QueryValues query, RunCommands commands, CancellationToken cancel) => AnswerAsync(commands.StopAsync(run, query.Text("reason"), cancel), "run"))
            .WithSummary("Has its trainer save and end it within an iteration").Takes("reason", JsonSchemaType.String, "what its journal says about it");
        run.MapPost("/resume", (Guid run, RunCommands commands, CancellationToken cancel) => AnswerAsync(commands.ResumeAsync(run, cancel), "run"))
            .WithSummary("Queues a run of a sweep: a free worker goes on from its newest checkpoint");
        api.MapGet("/trainers", (HeardTrainers trainers) => TypedResults.Ok(trainers.List())).WithTags("Trainers").WithSummary("Trainers heard of lately");
        MapLeases(api.MapGroup("/leases").WithTags("Trainers"));
    }

    static void MapLeases(RouteGroupBuilder leases)
    {
        leases.MapPost("", async Task<Results<Ok<Lease>, NoContent>> (LeaseRequest request, Leases of, CancellationToken cancel) =>
            await of.ClaimAsync(request, cancel) is { } lease ? TypedResults.Ok(lease) : TypedResults.NoContent()).WithSummary("Gives a free trainer the next cell; 204 where none may begin");
        leases.MapPost("/{run:guid}/return", async (Guid run, LeaseReturn returned, Leases of, CancellationToken cancel) =>
        {
            await of.ReturnAsync(run, returned, cancel);
            return TypedResults.NoContent();
        }).WithSummary("Takes a cell back that was not begun");
        leases.MapPost("/{run:guid}/{attempt:int}/entries", AdoptAsync)
            .WithSummary("Takes entries of earlier attempts that were never delivered, before the granted one begins").Accepts<byte[]>(JournalLines.ContentType);
    }

    static async Task<Results<Created<SweepSummary>, BadRequest<SweepCheck>>> CreateAsync(
        SweepRequest request, SweepEditing editing, SweepQueries sweeps, CancellationToken cancel)
    {
        try
        {
            var id = await editing.CreateAsync(request, cancel);
            return TypedResults.Created($"/api/sweeps/{id}", await sweeps.SummaryAsync(id, cancel));
        }
        catch (SweepFaultsException e)
        {
            return TypedResults.BadRequest(new SweepCheck { Faults = e.Faults });
        }
    }

    static async Task<Results<Ok<SweepSummary>, NotFound, BadRequest<SweepCheck>>> EditAsync(
        string sweep, SweepEdit edit, SweepEditing editing, SweepQueries sweeps, CancellationToken cancel)
    {
        try
        {
            return await editing.EditAsync(sweep, edit, cancel) is { } id ? TypedResults.Ok(await sweeps.SummaryAsync(id, cancel)) : TypedResults.NotFound();
        }
        catch (SweepFaultsException e)
        {
            return TypedResults.BadRequest(new SweepCheck { Faults = e.Faults });
        }
    }

    static async Task<Results<Ok<SweepDetail>, NotFound>> DetailAsync(string sweep, SweepQueries sweeps, CancellationToken cancel) =>
        await sweeps.DetailAsync(sweep, cancel) is { } detail ? TypedResults.Ok(detail) : TypedResults.NotFound();

    static async Task<Results<NoContent, Conflict>> AdoptAsync(Guid run, int attempt, HttpRequest request, JournalAdoption adoption, CancellationToken cancel)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancel);
        return await adoption.TakeAsync(run, attempt, Lines(body.ToArray()), cancel) ? TypedResults.NoContent() : TypedResults.Conflict();
    }

    static List<byte[]> Lines(byte[] text)
    {
        var lines = new List<byte[]>();
        for (var start = 0; start < text.Length;)
        {
            var length = text.AsSpan(start).IndexOf((byte)'\n') is var end && end < 0 ? text.Length - start : end;
            lines.Add(text.AsSpan(start, length).ToArray());
            start += length + 1;
        }
        return lines;
    }

    static async Task<Results<Ok<CommandOutcome>, NotFound<CommandOutcome>, Conflict<CommandOutcome>>> AnswerAsync(Task<CommandOutcome?> work, string what) => await work switch
    {
        null => TypedResults.NotFound(new CommandOutcome(false, $"there is no such {what}")),
        { Done: true } done => TypedResults.Ok(done),
        var refused => TypedResults.Conflict(refused),
    };
}
