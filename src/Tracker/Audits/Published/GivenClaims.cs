using System.Text;
using Microsoft.AspNetCore.Http;

namespace Platform.Tracker.Audits.Published;

/// <summary>A claims file and logs, as a form holds them.</summary>
/// <param name="Fault">Why they cannot be taken; null where they can.</param>
sealed record GivenClaims(string Yaml, IReadOnlyList<(string Name, byte[] Bytes)> Logs, string? Fault = null)
{
    public static async Task<GivenClaims> ReadAsync(HttpRequest request, int mostBytes, CancellationToken cancel)
    {
        var form = await request.ReadFormAsync(cancel);
        if (form.Files.GetFile("claims") is not { } claims || claims.Length > mostBytes)
            return new("", [], $"the form holds no file 'claims' of at most {mostBytes >> 20} MiB");
        var logs = form.Files.GetFiles("log");
        if (logs.Sum(l => l.Length) > KeptLogs.MostBytes)
            return new("", [], $"the logs have more than {KeptLogs.MostBytes >> 20} MiB together; make runs of the large ones (platform import), which claims find by the log's name");
        var read = new List<(string, byte[])>();
        foreach (var log in logs)
            read.Add((Path.GetFileName(log.FileName), await BytesAsync(log, cancel)));
        return new(Encoding.UTF8.GetString(await BytesAsync(claims, cancel)), read);
    }

    static async Task<byte[]> BytesAsync(IFormFile file, CancellationToken cancel)
    {
        using var bytes = new MemoryStream((int)file.Length);
        await file.CopyToAsync(bytes, cancel);
        return bytes.ToArray();
    }
}
