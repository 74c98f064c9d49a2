namespace Platform.Trainer.Data.Images;

/// <summary>The checksum of PNG chunks (polynomial 0xEDB88320, reflected); the framework has none without a package.</summary>
static class Crc32
{
    static readonly uint[] s_table = [.. Enumerable.Range(0, 256).Select(n => Entry((uint)n))];

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
            crc = s_table[(byte)(crc ^ b)] ^ (crc >> 8);
        return ~crc;
    }

    static uint Entry(uint n)
    {
        for (var bit = 0; bit < 8; bit++)
            n = (n & 1) == 0 ? n >> 1 : 0xEDB88320 ^ (n >> 1);
        return n;
    }
}
