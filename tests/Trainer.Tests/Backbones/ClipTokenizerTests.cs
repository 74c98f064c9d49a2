using System.IO.Compression;
using Platform.Contracts;
using Platform.Trainer.Backbones;

namespace Platform.Trainer.Tests.Backbones;

public sealed class ClipTokenizerTests : IDisposable
{
    readonly string _path = Path.Combine(Path.GetTempPath(), $"vocabulary-{Guid.CreateVersion7()}");

    [Fact]
    public void Merges_apply_best_first_and_the_end_of_a_word_is_its_own_symbol()
    {
        var tokenizer = Open("#version", "a b", "b c</w>", "ab c</w>");
        // 'a' is the 65th printable byte from '!', 256 more at a word's end; merges start at 512
        tokenizer.Encode("abc").ShouldBe([514]);
        tokenizer.Encode("bc").ShouldBe([513]);
        tokenizer.Encode("ab").ShouldBe([64, 256 + 65]);
        tokenizer.Encode("ABC  &amp; c").ShouldBe([514, 256 + 5, 256 + 66]);
        tokenizer.VocabularySize.ShouldBe(517);
        tokenizer.Tokenize(["bc", ""], length: 4).ShouldBe([515, 513, 516, 0, 515, 516, 0, 0]);
    }

    [Fact]
    public void Digits_stand_alone_and_bytes_of_other_scripts_get_their_own_symbols()
    {
        var tokenizer = Open("#version");
        tokenizer.Encode("42").ShouldBe([256 + 19, 256 + 17]);
        tokenizer.Encode("é").Count.ShouldBe(2);
    }

    [Fact]
    public void A_packed_vocabulary_is_read_like_an_open_one()
    {
        using (var writer = new StreamWriter(new GZipStream(File.Create(_path), CompressionLevel.Fastest)))
            writer.Write("#version\na b</w>\n");
        ClipTokenizer.Open(_path).Encode("ab").ShouldBe([512]);
    }

    [Fact]
    public void A_text_that_is_too_long_is_an_error_that_shows_it()
    {
        var tokenizer = Open("#version");
        Should.Throw<UserErrorException>(() => tokenizer.Tokenize(["much too long"], length: 5)).Message.ShouldContain("much too long");
    }

    [Fact]
    public void A_damaged_or_missing_vocabulary_is_an_error_that_names_file_and_line()
    {
        Should.Throw<UserErrorException>(() => Open("#version", "a b", "ab nonsense")).Message.ShouldContain($"{_path}, line 3");
        Should.Throw<UserErrorException>(() => ClipTokenizer.Open(_path + "-absent")).Message.ShouldContain("bpe_simple_vocab_16e6.txt.gz");
        File.WriteAllBytes(_path, [0x1F, 0x8B, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
        Should.Throw<UserErrorException>(() => ClipTokenizer.Open(_path)).Message.ShouldContain(_path);
    }

    public void Dispose() => File.Delete(_path);

    ClipTokenizer Open(params string[] lines)
    {
        File.WriteAllLines(_path, lines);
        return ClipTokenizer.Open(_path);
    }
}
