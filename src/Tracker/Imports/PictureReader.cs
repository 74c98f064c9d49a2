namespace Platform.Tracker.Imports;

/// <summary>Takes the pictures of one event file, so far as a journal has room for them.</summary>
sealed class PictureReader(IImportSink sink, Action<string, string> note)
{
    const int Most = 200;
    const int MostBytes = 512 << 10;
    const int MostBytesTogether = 16 << 20;

    int _taken;
    int _bytes;

    static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G'];

    /// <param name="image">A summary's image message; its fourth member is the file.</param>
    public void ReadImage(string tag, ReadOnlySpan<byte> image, long step)
    {
        var fields = new WireReader(image);
        while (fields.Next(out var field))
            if (field is { Number: 4, Type: 2 })
                Take(tag, fields.Of(field), step);
    }

    /// <param name="tensor">Of strings: width, height, then a file each.</param>
    public void ReadTensor(string tag, ReadOnlySpan<byte> tensor, long step)
    {
        var fields = new WireReader(tensor);
        var index = 0;
        while (fields.Next(out var field))
            if (field is { Number: 8, Type: 2 } && index++ >= 2)
                Take(index == 3 ? tag : $"{tag}/{index - 3}", fields.Of(field), step);
    }

    void Take(string tag, ReadOnlySpan<byte> file, long step)
    {
        if (!file.StartsWith(Png) || step is < 0 or > int.MaxValue)
            note(tag, "pictures");
        else if (file.Length > MostBytes)
            note(tag, $"pictures larger than {MostBytes >> 10} KiB");
        else if (_taken >= Most || _bytes + file.Length > MostBytesTogether)
            note(tag, "pictures beyond the number or size that is kept");
        else
        {
            (_taken, _bytes) = (_taken + 1, _bytes + file.Length);
            sink.Take(new ImportedPicture(tag, (int)step, file.ToArray()));
        }
    }
}
