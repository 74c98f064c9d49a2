using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Platform.Tests.Work;

/// <summary>As much of S3 as one bucket of small files takes: put, get, head, list, delete.</summary>
sealed class BucketServer : IAsyncDisposable
{
    readonly WebApplication _app;

    BucketServer(WebApplication app) => _app = app;

    public ConcurrentDictionary<string, byte[]> Objects { get; } = [];

    public string Url => _app.Urls.First();

    public static async Task<BucketServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var server = new BucketServer(builder.Build());
        server._app.Map("/lab/{**key}", server.AnswerAsync);
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    async Task AnswerAsync(HttpContext http)
    {
        var key = (string?)http.Request.RouteValues["key"] ?? "";
        switch (http.Request.Method)
        {
            case "PUT":
                using (var body = new MemoryStream())
                {
                    await http.Request.Body.CopyToAsync(body);
                    Objects[key] = http.Request.Headers.ContainsKey("x-amz-decoded-content-length") ? Unchunked(body.ToArray()) : body.ToArray();
                }
                http.Response.Headers.ETag = "\"1\"";
                break;
            case "DELETE":
                Objects.TryRemove(key, out _);
                http.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            case "GET" when key.Length == 0:
                var prefix = (string?)http.Request.Query["prefix"] ?? "";
                http.Response.ContentType = "application/xml";
                await http.Response.WriteAsync($"<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>lab</Name><IsTruncated>false</IsTruncated>"
                    + string.Concat(Objects.Keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
                        .Select(k => $"<Contents><Key>{k}</Key><Size>{Objects[k].Length}</Size></Contents>")) + "</ListBucketResult>");
                break;
            default:
                if (!Objects.TryGetValue(key, out var found))
                {
                    http.Response.StatusCode = StatusCodes.Status404NotFound;
                    break;
                }
                http.Response.ContentLength = found.Length;
                if (http.Request.Method == "GET")
                    await http.Response.Body.WriteAsync(found);
                break;
        }
    }

    // "a;chunk-signature=…\r\n", ten bytes, "\r\n", … "0;…"
    static byte[] Unchunked(byte[] body)
    {
        using var whole = new MemoryStream();
        for (var at = 0; ;)
        {
            var line = at + body.AsSpan(at).IndexOf("\r\n"u8);
            var length = int.Parse(System.Text.Encoding.ASCII.GetString(body, at, line - at).Split(';')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (length == 0)
                return whole.ToArray();
            whole.Write(body, line + 2, length);
            at = line + 2 + length + 2;
        }
    }
}
