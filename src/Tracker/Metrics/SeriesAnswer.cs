using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Platform.Contracts.Api;

namespace Platform.Tracker.Metrics;

/// <summary>Answers with series as JSON, or as columns of bytes where the client asks for those.</summary>
static class SeriesAnswer
{
    public static IResult Of<T>(HttpContext context, IReadOnlyList<RunSeries> series, Func<T> json) =>
        context.Request.Headers.Accept.Any(a => a?.Contains(SeriesBinary.ContentType, StringComparison.OrdinalIgnoreCase) == true)
            ? TypedResults.Bytes(SeriesBinary.Write(series), SeriesBinary.ContentType)
            : TypedResults.Ok(json());
}
