using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.FileProviders;
using Platform.Contracts;

namespace Platform.Dashboard;

/// <summary>Scripts and styles beside the binaries, so that the working directory and the host's own web root do not matter.</summary>
static class DashboardAssets
{
    static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "dashboard");
    static readonly ConcurrentDictionary<string, string> s_urls = new();

    public static void UseDashboardAssets(this WebApplication app)
    {
        if (!Directory.Exists(s_folder))
            throw new UserErrorException($"the dashboard's scripts are missing from {s_folder}; build again with ./platform or dotnet build");
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(s_folder),
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
                file.Context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "no-cache",
        });
    }

    /// <summary>The asset's address with a hash of its bytes, so that it can be cached for good.</summary>
    public static string Url(string path) => s_urls.GetOrAdd(path, static p =>
    {
        var file = Path.Combine(s_folder, p);
        return File.Exists(file) ? $"{p}?v={Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))[..12]}" : p;
    });
}
