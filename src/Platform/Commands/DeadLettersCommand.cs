using System.CommandLine;
using Platform.Contracts;
using Platform.Contracts.Api;
using Platform.Settings;

namespace Platform.Commands;

/// <summary><c>platform dead-letters</c>: what a tracker could not take, and trying it again.</summary>
static class DeadLettersCommand
{
    const int PageSize = 500;

    static readonly Option<string?> s_tracker = new("--tracker") { Description = "the tracker's address, default http://127.0.0.1:5081/ (Dashboard:TrackerUrl)", Recursive = true };

    public static PlatformCommand Create() =>
        new("dead-letters", "Lists the messages a tracker could not take, and has it try them again.", "dead-letters replay --tracker http://tracker:5081/")
        {
            s_tracker, List(), Replay(),
        };

    static Command List()
    {
        var command = new Command("list", "One line a message: id, time, size, reason, how it begins.");
        command.SetAction((parsed, cancel) => AskAsync(parsed, ListAsync, cancel));
        return command;
    }

    static Command Replay()
    {
        var ids = new Argument<long[]>("ID") { Description = "the messages to try again; none for all", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("replay", "Has the tracker try messages again; exit code 1 where one is still refused.") { ids };
        command.SetAction((parsed, cancel) => AskAsync(parsed, (tracker, stop) => ReplayAsync(tracker, parsed.GetValue(ids) ?? [], stop), cancel));
        return command;
    }

    static async Task<int> ListAsync(TrackerClient tracker, CancellationToken cancel)
    {
        var count = 0;
        await foreach (var letter in AllAsync(tracker, cancel))
        {
            count++;
            var begins = (letter.Start ?? "").ReplaceLineEndings(" ");
            Console.WriteLine($"{letter.Id}  {letter.ReceivedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z  {letter.SizeBytes} bytes  {letter.Reason}  {begins}");
        }
        Console.WriteLine(count == 1 ? "1 message" : $"{count} messages");
        return 0;
    }

    static async Task<int> ReplayAsync(TrackerClient tracker, long[] ids, CancellationToken cancel)
    {
        if (ids.Length == 0)
            ids = [.. (await AllAsync(tracker, cancel).ToListAsync(cancel)).Select(l => l.Id).Order()];
        var refused = 0;
        foreach (var id in ids)
        {
            var replayed = await tracker.ReplayDeadLetterAsync(id, cancel)
                ?? throw new UserErrorException($"the tracker holds no message {id}; platform dead-letters list names those it holds");
            Console.WriteLine($"{id}: {replayed.Outcome}");
            refused += replayed.Settled ? 0 : 1;
        }
        Console.WriteLine($"{ids.Length - refused} settled, {refused} refused");
        return refused == 0 ? 0 : 1;
    }

    static async IAsyncEnumerable<DeadLetterInfo> AllAsync(
        TrackerClient tracker, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        for (var skip = 0; ; skip += PageSize)
        {
            var page = await tracker.DeadLettersAsync(skip, PageSize, cancel: cancel);
            foreach (var letter in page)
                yield return letter;
            if (page.Count < PageSize)
                yield break;
        }
    }

    static async Task<int> AskAsync(ParseResult parsed, Func<TrackerClient, CancellationToken, Task<int>> ask, CancellationToken cancel)
    {
        var settings = new PlatformSettings().Set("Dashboard:TrackerUrl", parsed.GetValue(s_tracker)).Default("Dashboard:TrackerUrl", "http://127.0.0.1:5081/");
        var address = settings.Configuration["Dashboard:TrackerUrl"]!;
        if (!Uri.TryCreate(address.TrimEnd('/') + "/", UriKind.Absolute, out var uri))
            throw new UserErrorException($"--tracker is '{address}'; write http://host:port/");
        using var http = new HttpClient { BaseAddress = uri };
        try
        {
            return await ask(new(http), cancel);
        }
        catch (HttpRequestException e)
        {
            throw new UserErrorException($"the tracker at {uri} did not answer: {e.Message}; start it, or name another with --tracker", e);
        }
    }
}
