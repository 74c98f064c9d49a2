using System.IO.Compression;
using System.Runtime.InteropServices;
using Platform.Contracts;
using Platform.Trainer.Checkpoints;
using Platform.Trainer.Weights;

namespace Platform.Trainer.Tests.Weights;

public sealed class PytorchFileTests : IDisposable
{
    static readonly byte[] s_magic = [0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, (byte)'.'];
    static readonly float[] s_numbers = [0, 1, 2, 3, 4, 5];

    readonly string _path = Path.Combine(Path.GetTempPath(), $"weights-{Guid.CreateVersion7()}.pth");

    [Fact]
    public void A_state_dict_in_a_zip_is_read_by_name_whatever_the_tensors_strides()
    {
        WriteZip(StateDict(), ("0", Bytes(s_numbers)), ("1", Bytes<Half>([(Half)0.5, (Half)(-2)])));

        using var file = PytorchFile.Open(_path);

        file.Tensors.Keys.ShouldBe(["model.whole", "model.tail", "model.turned", "model.half"]);
        file["model.whole"].Shape.ShouldBe([2, 3]);
        file["model.half"].Type.ShouldBe(SafetensorsType.F16);
        file.ReadFloats("model.whole").ShouldBe(s_numbers);
        file.ReadFloats("model.tail").ShouldBe([4, 5]);
        file.ReadFloats("model.turned").ShouldBe([0, 3, 1, 4, 2, 5]);
        file.ReadFloats("model.half").ShouldBe([0.5f, -2]);
    }

    [Fact]
    public void The_format_before_the_zip_is_read_too()
    {
        WriteLegacy(StateDict(), ("0", 6, Bytes(s_numbers)), ("1", 2, Bytes<Half>([(Half)0.5, (Half)(-2)])));

        using var file = PytorchFile.Open(_path);

        file.ReadFloats("model.turned").ShouldBe([0, 3, 1, 4, 2, 5]);
        file.ReadFloats("model.half").ShouldBe([0.5f, -2]);
    }

    [Fact]
    public void A_TorchScript_archive_gives_the_attributes_of_its_modules()
    {
        WriteZip(new PickleWriter()
            .Global("__torch__.multimodal", "CLIP").Op(")").Raw(0x81).Op("}(")
            .Text("training").Raw(0x89)
            .Text("sizes").Global("torch.jit._pickle", "build_intlist").Op("](").Int(1).Int(2).Op("e").Raw(0x85).Op("R")
            .Text("visual").Global("__torch__.torch.nn.___torch_mangle_1", "Conv2d").Op(")").Raw(0x81).Op("}(")
            .Text("weight").Tensor("FloatStorage", "0", 6, [6]).Op("ubub").Stop(), ("0", Bytes(s_numbers)));

        using var file = PytorchFile.Open(_path);

        file.ReadFloats("visual.weight").ShouldBe(s_numbers);
        file.Tensors.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("posix", "system")]
    [InlineData("builtins", "eval")]
    [InlineData("torch", "load")]
    [InlineData("torch._utils", "_rebuild_qtensor")]
    [InlineData("__torch__x", "Thing")]
    public void A_global_that_weights_do_not_need_is_refused_by_name_and_place(string module, string name)
    {
        var pickle = new PickleWriter();
        var at = pickle.Length;
        WriteZip(pickle.Global(module, name).Text("touch owned").Raw(0x85).Op("R").Stop());

        var message = Should.Throw<UserErrorException>(() => PytorchFile.Open(_path)).Message;

        message.ShouldContain(_path);
        message.ShouldContain($"'{module}.{name}'");
        message.ShouldContain($"byte {at}");
    }

    [Theory]
    [InlineData('i')] // INST
    [InlineData('o')] // OBJ
    [InlineData('P')] // PERSID
    [InlineData('\x82')] // EXT1
    [InlineData('\x92')] // NEWOBJ_EX
    public void An_instruction_that_weights_do_not_need_is_refused_by_code_and_place(char opcode)
    {
        WriteZip(new PickleWriter().Op("(" + opcode).Stop());

        var message = Should.Throw<UserErrorException>(() => PytorchFile.Open(_path)).Message;

        message.ShouldContain("instruction");
        message.ShouldContain("byte 3");
    }

    [Fact]
    public void A_class_may_be_looked_into_but_never_called()
    {
        WriteZip(new PickleWriter().Global("__torch__", "Module").Op(")R").Stop());
        Should.Throw<UserErrorException>(() => PytorchFile.Open(_path)).Message.ShouldContain("'__torch__.Module'");
    }

    [Theory]
    [InlineData(new[] { 7 }, null, 0)]
    [InlineData(new[] { 2, 3 }, new[] { 4, 1 }, 0)]
    [InlineData(new[] { 2 }, null, 5)]
    [InlineData(new[] { 1 }, null, -1)]
    [InlineData(new[] { 1000000, 1000000 }, new[] { 0, 0 }, 0)]
    [InlineData(new[] { int.MaxValue, int.MaxValue, int.MaxValue }, null, 0)]
    public void A_tensor_that_leaves_its_storage_is_refused(int[] shape, int[]? strides, int offset)
    {
        var whole = new PickleWriter().Tensor("FloatStorage", "0", 6, shape, strides ?? [.. shape.Select(_ => 1)], offset).Stop();
        WriteZip(whole, ("0", Bytes(s_numbers)));
        Should.Throw<UserErrorException>(() => PytorchFile.Open(_path)).Message.ShouldContain("storage '0'");
    }

    [Fact]
    public void A_missing_or_short_storage_is_an_error_that_names_the_tensor()
    {
        WriteZip(StateDict(), ("0", Bytes(s_numbers)[..20]));
        using var file = PytorchFile.Open(_path);
        Should.Throw<UserErrorException>(() => file.ReadFloats("model.whole")).Message.ShouldContain("model.whole");
        Should.Throw<UserErrorException>(() => file.ReadFloats("model.half")).Message.ShouldContain("data/1");
        Should.Throw<UserErrorException>(() => file.ReadFloats("absent")).Message.ShouldContain("'absent'");
    }

    [Fact]
    public void A_list_that_holds_itself_is_an_error_and_no_endless_walk()
    {
        WriteZip(new PickleWriter().Op("]").Op("q").Raw(0).Op("h").Raw(0).Op("a").Stop());
        Should.Throw<UserErrorException>(() => PytorchFile.Open(_path)).Message.ShouldContain("nested");
    }

    [Fact]
    public void A_compressed_member_is_refused()
    {
        using (var zip = new ZipArchive(File.Create(_path), ZipArchiveMode.Create))
        using (var member = zip.CreateEntry("archive/data.pkl", CompressionLevel.SmallestSize).Open())
            member.Write([.. new PickleWriter().Op("]").Stop(), .. new byte[10_000]]);
        Should.Throw<UserErrorException>(() => PytorchFile.Open(_path)).Message.ShouldContain("compressed");
    }

    [Fact]
    public void A_file_of_another_kind_says_so()
    {
        File.WriteAllText(_path, "not weights");
        Should.Throw<UserErrorException>(() => PytorchFile.Open(_path)).Message.ShouldContain("not a PyTorch file");
        Should.Throw<UserErrorException>(() => PytorchFile.Open(_path + "-absent")).Message.ShouldContain("no such");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_cut_or_changed_at_any_byte_is_read_or_refused_but_never_breaks(bool legacy)
    {
        if (legacy)
            WriteLegacy(StateDict(), ("0", 6, Bytes(s_numbers)), ("1", 2, Bytes<Half>([(Half)0.5, (Half)(-2)])));
        else
            WriteZip(StateDict(), ("0", Bytes(s_numbers)), ("1", Bytes<Half>([(Half)0.5, (Half)(-2)])));
        var whole = File.ReadAllBytes(_path);
        byte[] changes = [0x01, 0x80, 0xFF];
        for (var at = 0; at < whole.Length; at++)
        {
            File.WriteAllBytes(_path, whole[..at]);
            ReadAllOrRefuse(at);
            var changed = whole.ToArray();
            changed[at] ^= changes[at % changes.Length];
            File.WriteAllBytes(_path, changed);
            ReadAllOrRefuse(at);
        }
    }

    public void Dispose() => File.Delete(_path);

    void ReadAllOrRefuse(int at)
    {
        try
        {
            using var file = PytorchFile.Open(_path);
            foreach (var name in file.Tensors.Keys)
                file.ReadBytes(name);
        }
        catch (UserErrorException e)
        {
            e.Message.ShouldContain(_path, Case.Sensitive, $"byte {at}");
        }
    }

    /// <summary>{"model": {whole, a part of it, it transposed, and one of another type}, "epoch": 3}.</summary>
    static byte[] StateDict() => new PickleWriter().Op("}(").Text("model").Dictionary(items => items
            .Text("whole").Tensor("FloatStorage", "0", 6, [2, 3])
            .Text("tail").Tensor("FloatStorage", "0", 6, [2], offset: 4)
            .Text("turned").Tensor("FloatStorage", "0", 6, [3, 2], strides: [1, 3])
            .Text("half").Tensor("HalfStorage", "1", 2, [2]))
        .Text("epoch").Int(3).Op("u").Stop();

    void WriteZip(byte[] pickle, params (string Key, byte[] Bytes)[] storages)
    {
        using var zip = new ZipArchive(File.Create(_path), ZipArchiveMode.Create);
        void Add(string name, byte[] bytes)
        {
            using var member = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
            member.Write(bytes);
        }
        Add("archive/data.pkl", pickle);
        Add("archive/byteorder", "little"u8.ToArray());
        foreach (var (key, bytes) in storages)
            Add($"archive/data/{key}", bytes);
    }

    void WriteLegacy(byte[] pickle, params (string Key, long Elements, byte[] Bytes)[] storages)
    {
        var keys = new PickleWriter().Op("](");
        foreach (var (key, _, _) in storages)
            keys.Text(key);
        using var file = File.Create(_path);
        file.Write(s_magic);
        file.Write(new PickleWriter().Int(1001).Stop());
        file.Write(new PickleWriter().Op("}(").Text("little_endian").Raw(0x88).Op("u").Stop());
        file.Write(pickle);
        file.Write(keys.Op("e").Stop());
        foreach (var (_, elements, bytes) in storages)
        {
            file.Write(BitConverter.GetBytes(elements));
            file.Write(bytes);
        }
    }

    static byte[] Bytes<T>(T[] values) where T : unmanaged => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
}
