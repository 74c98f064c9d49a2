using System.Buffers.Binary;
using System.Text;
using Platform.Contracts;
using Platform.TestKit;
using Platform.Trainer.Checkpoints;
using Platform.Trainer.Tests.Data;

namespace Platform.Trainer.Tests.Checkpoints;

public sealed class SafetensorsFileTests : IDisposable
{
    readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Tensors_of_every_type_come_back_as_they_went()
    {
        SafetensorsFile.Write(_folder["a"],
        [
            SafetensorsTensor.Of<float>("f32", [2, 2], [1, -2, float.NaN, 4]),
            SafetensorsTensor.Of<double>("f64", [1], [Math.PI]),
            SafetensorsTensor.Of<long>("i64", [], [long.MinValue]),
            SafetensorsTensor.Of<int>("i32", [3], [1, 2, -3]),
            SafetensorsTensor.Of<byte>("u8", [0, 5], []),
            SafetensorsTensor.Of<bool>("bool", [2], [true, false]),
        ], new Dictionary<string, string> { ["note"] = "über" });

        using var file = SafetensorsFile.Open(_folder["a"]);
        file.Read<float>("f32").ShouldBe([1, -2, float.NaN, 4]);
        file["f32"].Shape.ShouldBe([2, 2]);
        file.Read<double>("f64").ShouldBe([Math.PI]);
        file.Read<long>("i64").ShouldBe([long.MinValue]);
        file["i64"].Shape.ShouldBeEmpty();
        file.Read<int>("i32").ShouldBe([1, 2, -3]);
        file.Read<byte>("u8").ShouldBeEmpty();
        file.Read<bool>("bool").ShouldBe([true, false]);
        file.Metadata["note"].ShouldBe("über");
    }

    [Fact]
    public void Half_and_brain_floats_are_read_as_singles()
    {
        SafetensorsFile.Write(_folder["a"],
        [
            SafetensorsTensor.Of<Half>("f16", [2], [(Half)1.5, (Half)(-0.25)]),
            new SafetensorsTensor("bf16", SafetensorsType.BF16, [2], new byte[] { 0xC0, 0x3F, 0x80, 0xBE }),
        ]);
        using var file = SafetensorsFile.Open(_folder["a"]);
        file.ReadFloats("f16").ShouldBe([1.5f, -0.25f]);
        file.ReadFloats("bf16").ShouldBe([1.5f, -0.25f]);
        file.ReadBytes("bf16").ShouldBe([0xC0, 0x3F, 0x80, 0xBE]);
    }

    [Fact]
    public void A_missing_tensor_and_a_wrong_type_are_errors_that_name_file_and_tensor()
    {
        SafetensorsFile.Write(_folder["a"], [SafetensorsTensor.Of<int>("w", [1], [1])]);
        using var file = SafetensorsFile.Open(_folder["a"]);
        Should.Throw<UserErrorException>(() => file.Read<int>("v")).Message.ShouldBe($"{_folder["a"]}: holds no tensor 'v'");
        Should.Throw<UserErrorException>(() => file.Read<float>("w")).Message.ShouldBe($"{_folder["a"]}: tensor 'w' is I32, F32 is needed");
    }

    [Theory]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,12]}}""", "tensor 'w' lies at 0..12 of 8 data bytes")]
    [InlineData("""{"w":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", "tensor 'w' of shape [3] F32 does not fill its 8 bytes")]
    [InlineData("""{"w":{"dtype":"F32","shape":[4294967296,4294967296,4],"data_offsets":[0,8]}}""", "does not fill its 8 bytes")]
    [InlineData("""{"w":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", "tensor 'w' has '-2' where a size")]
    [InlineData("""{"w":{"dtype":"Q4","shape":[2],"data_offsets":[0,8]}}""", "tensor 'w' has type 'Q4'")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "4 bytes at its end belong to no tensor")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"v":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "overlaps")]
    [InlineData("""{"w":{"dtype":"F32"}}""", "tensor 'w' lacks")]
    [InlineData("""{"w":5}""", "header does not parse")]
    [InlineData("""[1,2]""", "header does not parse")]
    [InlineData("""{"w":""", "header does not parse")]
    public void A_damaged_header_is_an_error_that_says_what_is_wrong(string header, string message)
    {
        File.WriteAllBytes(_folder["a"], [.. Prefix(header.Length), .. Encoding.UTF8.GetBytes(header), .. new byte[8]]);
        Should.Throw<UserErrorException>(() => SafetensorsFile.Open(_folder["a"]))
            .Message.ShouldSatisfyAllConditions(m => m.ShouldStartWith(_folder["a"] + ": "), m => m.ShouldContain(message));
    }

    [Fact]
    public void Other_files_are_told_from_safetensors()
    {
        File.WriteAllText(_folder["short"], "abc");
        File.WriteAllText(_folder["text"], "this is some text file, not tensors");
        Should.Throw<UserErrorException>(() => SafetensorsFile.Open(_folder["short"])).Message.ShouldContain("not a safetensors file");
        Should.Throw<UserErrorException>(() => SafetensorsFile.Open(_folder["text"])).Message.ShouldContain("not a safetensors file");
        Should.Throw<UserErrorException>(() => SafetensorsFile.Open(_folder["none"])).Message.ShouldContain("no such");
    }

    [Fact]
    public void A_tensor_whose_bytes_do_not_fit_its_shape_is_not_written() =>
        Should.Throw<ArgumentException>(() => SafetensorsFile.Write(_folder["a"], [SafetensorsTensor.Of<int>("w", [2], [1])]))
            .Message.ShouldContain("'w'");

    [SharedFact]
    public void Every_golden_file_opens_and_all_its_tensors_can_be_read()
    {
        var files = Directory.GetFiles(GoldenFile.Folder, "*.safetensors");
        files.ShouldNotBeEmpty();
        foreach (var path in files)
        {
            using var file = SafetensorsFile.Open(path);
            foreach (var tensor in file.Tensors.Values)
                ((long)file.ReadBytes(tensor.Name).Length).ShouldBe(tensor.ByteLength);
        }
    }

    static byte[] Prefix(int length)
    {
        var prefix = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(prefix, length);
        return prefix;
    }
}
