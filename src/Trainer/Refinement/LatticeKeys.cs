namespace Platform.Trainer.Refinement;

/// <summary>
/// The vertices of a lattice by key: an open-addressing table (linear probing, at most half full) that numbers keys 1, 2, 3 … in the
/// order in which they first come. A key packs up to eight integer coordinates, 16 bits each, so that going to a neighbour is one addition.
/// </summary>
sealed class LatticeKeys
{
    const int BitsPerCoordinate = 16;
    const int Bias = 1 << (BitsPerCoordinate - 1); // keeps every lane positive: no borrow crosses into the next
    const int InitialCapacity = 1 << 12;

    UInt128[] _keys = new UInt128[InitialCapacity / 2];
    int[] _slots = new int[InitialCapacity]; // number of the key that lies there, 0 where none does

    public const int MaxDimensions = 8;

    public int Count { get; private set; }

    public UInt128 this[int number] => _keys[number - 1];

    public static UInt128 Pack(ReadOnlySpan<int> coordinates)
    {
        UInt128 key = 0;
        for (var i = 0; i < coordinates.Length; i++)
        {
            // room of one lattice step on each side for the neighbours
            if (Math.Abs(coordinates[i]) > Bias - 1 - MaxDimensions)
                throw new ArgumentOutOfRangeException(nameof(coordinates), $"{coordinates[i]} lattice steps are more than 16 bits hold");
            key |= (UInt128)(uint)(coordinates[i] + Bias) << (i * BitsPerCoordinate);
        }
        return key;
    }

    /// <summary>Added to a key, goes one step along an axis: +d in that coordinate and -1 in the others; the last axis is -1 in all.</summary>
    public static UInt128 Step(int axis, int dimensions)
    {
        UInt128 step = 0;
        for (var i = 0; i < dimensions; i++)
        {
            var one = UInt128.One << (i * BitsPerCoordinate);
            step = i == axis ? step + one * (uint)dimensions : step - one; // modulo 2^128: lanes never run over thanks to the bias
        }
        return step;
    }

    /// <summary>The key's number, a new one where it was not there.</summary>
    public int Intern(UInt128 key)
    {
        var slot = SlotOf(key);
        if (_slots[slot] != 0)
            return _slots[slot];
        if (2 * (Count + 1) > _slots.Length)
        {
            Grow();
            slot = SlotOf(key);
        }
        _keys[Count] = key;
        return _slots[slot] = ++Count;
    }

    /// <summary>0 where it is not there.</summary>
    public int Find(UInt128 key) => _slots[SlotOf(key)];

    int SlotOf(UInt128 key)
    {
        var mask = _slots.Length - 1;
        var slot = Hash(key) & mask;
        while (_slots[slot] is var number && number != 0 && _keys[number - 1] != key)
            slot = (slot + 1) & mask;
        return slot;
    }

    // odd 64-bit multipliers; the upper half of a product depends on all lanes
    static int Hash(UInt128 key) =>
        (int)(((ulong)key * 0x9E3779B97F4A7C15 + (ulong)(key >> 64) * 0xC2B2AE3D27D4EB4F) >> 33);

    void Grow()
    {
        Array.Resize(ref _keys, _keys.Length * 2);
        _slots = new int[_slots.Length * 2];
        for (var number = 1; number <= Count; number++)
            _slots[SlotOf(_keys[number - 1])] = number;
    }
}
