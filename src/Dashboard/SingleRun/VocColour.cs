namespace Platform.Dashboard.SingleRun;

/// <summary>The colours of PASCAL VOC, which masks are painted in.</summary>
static class VocColour
{
    /// <summary>As CSS, by the class's number; null where it has none.</summary>
    public static string? Of(IReadOnlyList<string> names, string name)
    {
        for (var number = 1; number < names.Count; number++)
            if (names[number] == name)
                return Of(number);
        return null;
    }

    // the bits of the number, spread over the channels from the highest down
    static string Of(int number)
    {
        var (r, g, b) = (0, 0, 0);
        for (var (bit, rest) = (7, number); bit >= 0; bit--, rest >>= 3)
        {
            r |= (rest & 1) << bit;
            g |= (rest >> 1 & 1) << bit;
            b |= (rest >> 2 & 1) << bit;
        }
        return $"#{r:x2}{g:x2}{b:x2}";
    }
}
