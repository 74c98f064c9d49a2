using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Contracts;

namespace Platform.Benchmarks;

/// <summary>A headless Chromium with one page, spoken to by the few words of its DevTools protocol that we need.</summary>
/// <remarks>Playwright would bring a Node.js of 120 MB into every copy of the program.</remarks>
sealed class LiveBrowser : IAsyncDisposable
{
    const string Variable = "PLATFORM_TEST_CHROMIUM";
    const string Listening = "DevTools listening on ";
    static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    static readonly string[] s_flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--remote-debugging-port=0", "--window-size=1440,900",
    ];

    readonly Process _process;
    readonly DirectoryInfo _profile;
    readonly ClientWebSocket _page = new();
    int _asked;

    LiveBrowser(Process process, DirectoryInfo profile) => (_process, _profile) = (process, profile);

    public int ProcessId => _process.Id;

    /// <summary>The executable.</summary>
    /// <exception cref="UserErrorException">There is none.</exception>
    public static string Find()
    {
        var named = Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrEmpty(named))
            return File.Exists(named) ? named : throw new UserErrorException($"{Variable} names {named}, which is not there");
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Select(f => Path.Combine(f, "chromium")).FirstOrDefault(File.Exists)
            ?? throw new UserErrorException($"no chromium on the PATH, which this measurement shows a page in; install it or set {Variable} to a Chromium's path");
    }

    public static async Task<LiveBrowser> StartAsync(string chromium, CancellationToken cancel)
    {
        var profile = Directory.CreateTempSubdirectory("platform-bench-chromium-");
        var process = Process.Start(new ProcessStartInfo(chromium, [.. s_flags, $"--user-data-dir={profile.FullName}", "about:blank"])
        {
            RedirectStandardError = true, RedirectStandardOutput = true,
        })!;
        var browser = new LiveBrowser(process, profile);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(s_patience);
            await browser.ConnectAsync(limit.Token);
            return browser;
        }
        catch (Exception e)
        {
            await browser.DisposeAsync();
            throw e is OperationCanceledException && !cancel.IsCancellationRequested
                ? new UserErrorException($"{chromium} has not started within {s_patience.TotalSeconds:0} s", e) : e;
        }
    }

    async Task ConnectAsync(CancellationToken cancel)
    {
        string? line;
        do
            line = await _process.StandardError.ReadLineAsync(cancel);
        while (line?.StartsWith(Listening, StringComparison.Ordinal) is false);
        var address = new Uri(line?[Listening.Length..] ?? throw new UserErrorException($"{_process.StartInfo.FileName} ended at its start"));
        foreach (var said in (StreamReader[])[_process.StandardError, _process.StandardOutput])
            _ = said.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None); // or it would wait for a reader
        using var http = new HttpClient();
        var targets = await http.GetFromJsonAsync<JsonArray>($"http://{address.Authority}/json/list", cancel);
        var page = targets!.First(t => (string?)t!["type"] == "page")!;
        await _page.ConnectAsync(new((string)page["webSocketDebuggerUrl"]!), cancel);
    }

    public Task GoAsync(string url, CancellationToken cancel) => AskAsync("Page.navigate", new() { ["url"] = url }, cancel);

    /// <summary>Text as if typed where the focus is.</summary>
    public Task TypeAsync(string text, CancellationToken cancel) => AskAsync("Input.insertText", new() { ["text"] = text }, cancel);

    /// <summary>The left button held from one place of the page to another.</summary>
    public async Task DragAsync((double X, double Y) from, (double X, double Y) to, CancellationToken cancel)
    {
        await MouseAsync("mouseMoved", from, 0, cancel);
        await MouseAsync("mousePressed", from, 1, cancel);
        await MouseAsync("mouseMoved", to, 1, cancel);
        await MouseAsync("mouseReleased", to, 0, cancel);
    }

    Task MouseAsync(string type, (double X, double Y) at, int buttons, CancellationToken cancel) => AskAsync("Input.dispatchMouseEvent", new()
    {
        ["type"] = type, ["x"] = at.X, ["y"] = at.Y, ["button"] = type == "mouseMoved" && buttons == 0 ? "none" : "left", ["buttons"] = buttons, ["clickCount"] = 1,
    }, cancel);

    /// <summary>The value of a script's expression in the page; of a promise what it comes to.</summary>
    public async Task<T> EvaluateAsync<T>(string script, CancellationToken cancel)
    {
        var answer = await AskAsync("Runtime.evaluate", new() { ["expression"] = script, ["returnByValue"] = true, ["awaitPromise"] = true }, cancel);
        if (answer["exceptionDetails"] is { } exception)
            throw new InvalidOperationException($"the page's script failed: {exception.ToJsonString()}");
        return answer["result"]!["value"].Deserialize<T>()!;
    }

    async Task<JsonNode> AskAsync(string method, JsonObject parameters, CancellationToken cancel)
    {
        var question = new JsonObject { ["id"] = ++_asked, ["method"] = method, ["params"] = parameters };
        await _page.SendAsync(JsonSerializer.SerializeToUtf8Bytes(question), WebSocketMessageType.Text, endOfMessage: true, cancel);
        while (true)
        {
            var message = JsonNode.Parse(await ReceiveAsync(cancel))!;
            if ((int?)message["id"] == _asked) // everything else is news that nobody asked for
                return message["result"] ?? throw new InvalidOperationException($"{method}: {message["error"]?.ToJsonString()}");
        }
    }

    async Task<byte[]> ReceiveAsync(CancellationToken cancel)
    {
        using var message = new MemoryStream();
        var part = new byte[1 << 16];
        ValueWebSocketReceiveResult received;
        do
        {
            received = await _page.ReceiveAsync(part.AsMemory(), cancel);
            message.Write(part, 0, received.Count);
        }
        while (!received.EndOfMessage);
        return received.MessageType == WebSocketMessageType.Close ? throw new UserErrorException("Chromium has ended") : message.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        _page.Dispose();
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        try
        {
            _profile.Delete(recursive: true);
        }
        catch (IOException)
        {
            // one of its processes still writes: temporary files are the system's to clean
        }
    }
}
