using System.Numerics;

namespace Platform.Trainer.Weights;

/// <summary>What a pickle leaves to its reader. Each throws <see cref="PickleRefusedException"/> for what it does not know.</summary>
interface IPickleDialect
{
    /// <summary>Whether the pickle may mention this global at all.</summary>
    bool Allows(PickleGlobal global);

    /// <summary>The value of calling the global; nothing is called, the few known ones are understood.</summary>
    object? Reduce(PickleGlobal global, IReadOnlyList<object?> arguments);

    /// <summary>What a persistent id stands for.</summary>
    object? Resolve(object? persistentId);
}

/// <summary>Says what is refused; <see cref="PickleReader"/> adds file and place.</summary>
sealed class PickleRefusedException(string what) : Exception(what);

/// <summary>
/// Reads a pickle into inert values. A pickle is a program for a stack machine that may call anything; this machine knows only the
/// instructions that weights files are made of, and calls nothing. Any other instruction or global is an error that names it and its byte.
/// </summary>
sealed class PickleReader(PickleSource source, IPickleDialect dialect)
{
    const byte NewestProtocol = 5;

    readonly List<object?> _stack = [];
    readonly Stack<int> _marks = [];
    readonly Dictionary<long, object?> _memo = [];

    /// <summary>The next pickle of the source, up to and with its STOP.</summary>
    public object? Read()
    {
        _stack.Clear();
        _marks.Clear();
        _memo.Clear();
        while (true)
        {
            var at = source.Position;
            var opcode = (char)source.Byte();
            try
            {
                if (opcode == '.')
                    return Pop();
                Execute(opcode);
            }
            catch (PickleRefusedException e)
            {
                throw source.Error($"{e.Message} (pickle opcode {Show(opcode)} at byte {at})", e);
            }
        }
    }

    void Execute(char opcode)
    {
        switch (opcode)
        {
            case '\x80': CheckProtocol(source.Byte()); break;
            case '\x95': source.Int64(); break; // FRAME: a hint for buffering

            case 'N': Push(null); break;
            case '\x88': Push(true); break;
            case '\x89': Push(false); break;
            case 'K': Push((long)source.Byte()); break;
            case 'M': Push((long)source.UInt16()); break;
            case 'J': Push((long)source.Int32()); break;
            case '\x8a': Push(Integer(source.Bytes(source.Byte()))); break;
            case '\x8b': Push(Integer(source.Bytes(source.Int32()))); break;
            case 'G': Push(source.BigEndianDouble()); break;

            case 'X': Push(source.Text((uint)source.Int32())); break;
            case '\x8c': Push(source.Text(source.Byte())); break;
            case '\x8d': Push(source.Text(source.Int64())); break;
            case 'U': Push(source.Text(source.Byte())); break; // strings of Python 2
            case 'T': Push(source.Text(source.Int32())); break;
            case 'C': Push(source.Bytes(source.Byte())); break;
            case 'B': Push(source.Bytes((uint)source.Int32())); break;

            case '(': _marks.Push(_stack.Count); break;
            case ')': Push(new PickleTuple([])); break;
            case '\x85': Push(new PickleTuple(PopLast(1))); break;
            case '\x86': Push(new PickleTuple(PopLast(2))); break;
            case '\x87': Push(new PickleTuple(PopLast(3))); break;
            case 't': Push(new PickleTuple(PopToMark())); break;
            case ']': Push(new PickleList()); break;
            case 'a': Append(PopLast(1)); break;
            case 'e': Append(PopToMark()); break;
            case '}': Push(new PickleDictionary()); break;
            case 's': SetItems(PopLast(2)); break;
            case 'u': SetItems(PopToMark()); break;

            case 'q': _memo[source.Byte()] = Peek(); break;
            case 'r': _memo[(uint)source.Int32()] = Peek(); break;
            case '\x94': _memo[_memo.Count] = Peek(); break;
            case 'h': Push(Recall(source.Byte())); break;
            case 'j': Push(Recall((uint)source.Int32())); break;

            case 'c': Push(Global(source.Line(), source.Line())); break;
            case '\x93': StackGlobal(); break;
            case 'R': Reduce(); break;
            case '\x81': NewObject(); break;
            case 'b': Build(); break;
            case 'Q': Push(dialect.Resolve(Pop())); break;
            default: throw new PickleRefusedException("holds an instruction that weights do not need");
        }
    }

    static void CheckProtocol(byte protocol)
    {
        if (protocol > NewestProtocol)
            throw new PickleRefusedException($"is of pickle protocol {protocol}; {NewestProtocol} is the newest known");
    }

    static object Integer(byte[] littleEndian) =>
        new BigInteger(littleEndian) is var value && value >= long.MinValue && value <= long.MaxValue ? (long)value : value;

    object? Recall(long index) =>
        _memo.TryGetValue(index, out var value)
            ? value
            : throw new PickleRefusedException($"recalls value {index}, which was never stored");

    PickleGlobal Global(string module, string name)
    {
        var global = new PickleGlobal(module, name);
        return dialect.Allows(global) ? global : throw new PickleRefusedException(
            $"asks for '{global}', which weights do not need: only tensors in plain containers are read, nothing is ever executed");
    }

    void StackGlobal()
    {
        var name = Pop() as string ?? throw new PickleRefusedException("names a global by something that is no string");
        var module = Pop() as string ?? throw new PickleRefusedException("names a module by something that is no string");
        Push(Global(module, name));
    }

    void Reduce()
    {
        var arguments = Pop<PickleTuple>("calls with arguments that are no tuple");
        Push(dialect.Reduce(Pop<PickleGlobal>("calls something that is no global"), arguments.Items));
    }

    void NewObject()
    {
        Pop<PickleTuple>("makes an object from arguments that are no tuple");
        Pop<PickleGlobal>("makes an object of something that is no class");
        Push(new PickleObject());
    }

    /// <summary>An object's state is its attributes; the state of a dictionary (its version notes) is dropped.</summary>
    void Build()
    {
        var state = Pop<PickleDictionary>("gives an object a state that is no dictionary");
        if (Peek() is PickleObject instance)
            instance.State = state;
        else if (Peek() is not PickleDictionary)
            throw new PickleRefusedException("gives a state to something that is no object");
    }

    void Append(IReadOnlyList<object?> items)
    {
        if (Peek() is not PickleList list)
            throw new PickleRefusedException("appends to something that is no list");
        list.Items.AddRange(items);
    }

    void SetItems(IReadOnlyList<object?> items)
    {
        if (Peek() is not PickleDictionary dictionary || items.Count % 2 != 0)
            throw new PickleRefusedException("sets items of something that is no dictionary, or a key without its value");
        for (var i = 0; i < items.Count; i += 2)
            dictionary.Items.Add((items[i], items[i + 1]));
    }

    void Push(object? value) => _stack.Add(value);

    /// <summary>Values below the last mark belong to what is built after it is closed.</summary>
    int Floor => _marks.TryPeek(out var mark) ? mark : 0;

    object? Peek() => _stack.Count > Floor ? _stack[^1] : throw new PickleRefusedException("takes a value where none is left");

    object? Pop() => PopLast(1)[0];

    T Pop<T>(string otherwise) where T : class => Pop() as T ?? throw new PickleRefusedException(otherwise);

    List<object?> PopLast(int count)
    {
        if (_stack.Count - count < Floor)
            throw new PickleRefusedException("takes a value where none is left");
        var items = _stack.GetRange(_stack.Count - count, count);
        _stack.RemoveRange(_stack.Count - count, count);
        return items;
    }

    List<object?> PopToMark()
    {
        if (!_marks.TryPop(out var mark))
            throw new PickleRefusedException("closes a group that was never opened");
        var items = _stack.GetRange(mark, _stack.Count - mark);
        _stack.RemoveRange(mark, items.Count);
        return items;
    }

    static string Show(char opcode) => opcode is > ' ' and <= '~' ? $"'{opcode}'" : $"0x{(int)opcode:X2}";
}
