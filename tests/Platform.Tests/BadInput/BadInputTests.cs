using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Platform.TestKit;
using Platform.Trainer.Journal;

namespace Platform.Tests.BadInput;

/// <summary>Every mistake gets one line that names it, an exit code, and no stack trace.</summary>
public sealed class BadInputTests : IDisposable
{
    const string Nowhere = "amqp://guest:guest@127.0.0.1:1/";

    readonly TempFolder _home = new();

    [Theory]
    [InlineData(2, "'trian'", "trian")]
    [InlineData(2, "did you mean 'train'", "trian")]
    [InlineData(2, "did you mean '--exit'", "demo", "--exti")]
    [InlineData(2, "CONFIG", "train")]
    [InlineData(2, "--port is 'many'; it takes a whole number", "demo", "--port", "many")]
    [InlineData(2, "'mysql'", "up", "--database", "mysql")]
    [InlineData(2, "one argument too many", "doctor", "please")]
    [InlineData(1, "'demmo', did you mean 'demo'", "help", "demmo")]
    [InlineData(1, "no configuration 'nothing'", "train", "nothing", "--offline")]
    [InlineData(1, "'optimizer.learningRat'", "train", "tiny-shapes", "--offline", "--set", "optimizer.learningRat=1")]
    [InlineData(1, "seed", "train", "tiny-shapes", "--offline", "--set", "seed=blue")]
    [InlineData(1, "'magic'", "train", "tiny-shapes", "--offline", "--set", "method=magic")]
    [InlineData(1, "--resume needs --run", "train", "tiny-shapes", "--offline", "--resume")]
    [InlineData(1, "no run 0192f3c4-1a2b-7c3d-8e4f-5a6b7c8d9e0f", "train", "tiny-shapes", "--offline", "--resume", "--run", "0192f3c4-1a2b-7c3d-8e4f-5a6b7c8d9e0f")]
    [InlineData(1, "nowhere", "sync", "nowhere")]
    [InlineData(1, "127.0.0.1:1", "sync", ".", "--broker", Nowhere)]
    [InlineData(1, "127.0.0.1:1", "track", "--broker", Nowhere)]
    [InlineData(1, "127.0.0.1:1", "dashboard", "--broker", Nowhere)]
    [InlineData(1, "127.0.0.1:1", "train", "tiny-shapes", "--broker", Nowhere)]
    [InlineData(1, "127.0.0.1:1", "migrate", "--database", "postgres", "--connection", "Host=127.0.0.1;Port=1;Database=x;Username=x;Password=x")]
    [InlineData(1, "127.0.0.1:1", "track", "--bus", "in-memory", "--database", "postgres", "--connection", "Host=127.0.0.1;Port=1;Database=x;Username=x;Password=x")]
    [InlineData(1, "connection string", "replay", "--database", "postgres")]
    public async Task A_mistake_is_one_line_that_names_it(int exitCode, string named, params string[] arguments)
    {
        if (arguments is ["sync", ".", ..])
            File.WriteAllText(_home.Sub("journal.jsonl"), "");
        await ShouldFailAsync(exitCode, named, arguments);
    }

    [Fact]
    public async Task A_misspelt_setting_is_named_with_the_nearest_one()
    {
        await using var program = await PlatformProgram.RunAsync(_home.Path, ["sync", "."], ("PLATFORM_Bus__Ury", Nowhere));
        ShouldBeOneLine(program, 1, "PLATFORM_Bus__Ury, did you mean PLATFORM_Bus__Uri");
    }

    [Theory]
    [InlineData("track")]
    [InlineData("dashboard")]
    [InlineData("up")]
    public async Task A_taken_port_is_named_with_the_option_that_chooses_another(string command)
    {
        using var taken = Listen(out var port);
        await ShouldFailAsync(1, $"port {port}", command, "--bus", "in-memory", "--port", port);
    }

    [Fact]
    public Task A_missing_dataset_folder_is_named() => ShouldFailAsync(
        1, "nothing-here", "train", "tiny-shapes", "--offline", "--set", "dataset.kind=voc", "--set", "dataset.folder=nothing-here");

    [Fact]
    public async Task A_broken_image_is_named_and_what_was_journaled_before_is_kept()
    {
        await using (var first = await PlatformProgram.RunAsync(_home.Path, ["train", "tiny-shapes", "--offline", "--set", "iterations=2"]))
            first.ExitCode.ShouldBe(0, first.Errors + first.Output);
        foreach (var image in Directory.EnumerateFiles(_home.Sub("data", "tiny-shapes", "JPEGImages")))
            File.WriteAllText(image, "no picture");
        await using var program = await PlatformProgram.RunAsync(_home.Path, ["train", "tiny-shapes", "--offline"]);
        ShouldBeOneLine(program, 1, "JPEGImages");
    }

    [Fact]
    public async Task A_full_disk_ends_the_run_and_what_was_journaled_stays_whole()
    {
        string[] train = ["train", "tiny-shapes", "--offline", "--set", "schedule.checkpointEvery=1000", "--set", "schedule.evaluateEvery=1000", "--set"];
        await using (var first = await PlatformProgram.RunAsync(_home.Path, [.. train, "iterations=2"]))
            first.ExitCode.ShouldBe(0, first.Errors + first.Output);
        Directory.Delete(_home.Sub("runs"), recursive: true);

        await using var program = await PlatformProgram.RunWithFullDiskAsync(_home.Path, kilobytes: 32, [.. train, "iterations=900"]);
        ShouldBeOneLine(program, 1, "journal.jsonl cannot be written");
        var journal = Path.Combine(Directory.GetDirectories(_home.Sub("runs")).ShouldHaveSingleItem(), "journal.jsonl");
        JournalReader.Read(journal).Count().ShouldBe(File.ReadAllLines(journal).Length, "every line links to the one before");
    }

    [Fact]
    public async Task A_checkpoint_that_finds_no_room_ends_the_run_with_its_name()
    {
        await using var program = await PlatformProgram.RunWithFullDiskAsync(
            _home.Path, kilobytes: 64, ["train", "tiny-shapes", "--offline", "--set", "iterations=30", "--set", "schedule.checkpointEvery=5"]);
        ShouldBeOneLine(program, 1, "iteration-0000005.safetensors cannot be written");
    }

    [Fact]
    public async Task A_run_that_is_refused_leaves_no_folder()
    {
        await ShouldFailAsync(1, "'magic'", "train", "tiny-shapes", "--offline", "--set", "method=magic");
        (Directory.Exists(_home.Sub("runs")) ? Directory.GetDirectories(_home.Sub("runs")) : []).ShouldBeEmpty();
    }

    [Fact]
    public async Task Verbose_shows_where_it_happened()
    {
        await using var program = await PlatformProgram.RunAsync(_home.Path, ["train", "nothing", "--offline", "--verbose"]);
        program.ExitCode.ShouldBe(1);
        program.Errors.ShouldContain("   at ");
    }

    public void Dispose() => _home.Dispose();

    async Task ShouldFailAsync(int exitCode, string named, params string[] arguments)
    {
        await using var program = await PlatformProgram.RunAsync(_home.Path, arguments);
        ShouldBeOneLine(program, exitCode, named);
    }

    static void ShouldBeOneLine(ChildProcess program, int exitCode, string named)
    {
        program.ExitCode.ShouldBe(exitCode, program.Errors + program.Output);
        var line = program.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem(program.Errors);
        line.ShouldStartWith("platform: ");
        line.ShouldContain(named);
    }

    static TcpListener Listen(out string port)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        return listener;
    }
}
