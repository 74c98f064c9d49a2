using System.Net;
using System.Net.Http.Json;
using Platform.Contracts.Journal;

namespace Platform.Contracts.Api;

public sealed partial class TrackerClient
{
    /// <summary>The next cell there is; null where none may begin.</summary>
    public async Task<Lease?> ClaimAsync(LeaseRequest request, CancellationToken cancel = default)
    {
        using var response = await http.PostAsJsonAsync("api/leases", request, JournalJson.Options, cancel);
        return response.StatusCode == HttpStatusCode.NoContent ? null : await ReadAsync<Lease>(response, cancel);
    }

    /// <summary>
    /// Gives the tracker entries of earlier attempts that it lacks, before the granted attempt's first: in order, linked to
    /// what it holds.
    /// </summary>
    /// <returns>Whether it took them; else the journal goes on without them.</returns>
    public async Task<bool> AdoptAsync(Guid run, int attempt, IEnumerable<byte[]> lines, CancellationToken cancel = default)
    {
        using var body = new MemoryStream();
        foreach (var line in lines)
        {
            body.Write(line);
            body.WriteByte((byte)'\n');
        }
        using var content = new ByteArrayContent(body.GetBuffer(), 0, (int)body.Length);
        using var response = await http.PostAsync($"api/leases/{run}/{attempt}/entries", content, cancel);
        if (response.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.NotFound)
            return false;
        response.EnsureSuccessStatusCode();
        return true;
    }

    /// <summary>Gives a cell back that was not begun. One that was tells by its journal how it ended.</summary>
    public async Task ReturnAsync(Guid run, LeaseReturn lease, CancellationToken cancel = default)
    {
        using var response = await http.PostAsJsonAsync($"api/leases/{run}/return", lease, JournalJson.Options, cancel);
        response.EnsureSuccessStatusCode();
    }
}
