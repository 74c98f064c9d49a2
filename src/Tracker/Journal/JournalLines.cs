using Microsoft.AspNetCore.Http;

namespace Platform.Tracker.Journal;

/// <summary>Answers with raw lines, a line feed after each, as in a journal file.</summary>
sealed class JournalLines(IReadOnlyList<byte[]> lines) : IResult
{
    public const string ContentType = "application/x-ndjson";

    static readonly byte[] s_lineFeed = "\n"u8.ToArray();

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = ContentType;
        response.ContentLength = lines.Sum(l => l.Length + 1L);
        foreach (var line in lines)
        {
            await response.Body.WriteAsync(line, httpContext.RequestAborted);
            await response.Body.WriteAsync(s_lineFeed, httpContext.RequestAborted);
        }
    }
}
