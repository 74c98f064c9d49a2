using System.Collections;
using System.Diagnostics.CodeAnalysis;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Modules by name, in the order they came; it registers them and calls none.</summary>
    public class ModuleDict<T> : nn.Module, IEnumerable<(string, T)> where T : nn.Module
    {
        readonly OrderedDictionary<string, T> _items = [];

        public ModuleDict() : base(nameof(ModuleDict<T>))
        {
        }

        public int Count => _items.Count;

        public bool IsReadOnly => false;

        public ICollection<string> Keys => _items.Keys;

        public ICollection<T> Values => _items.Values;

        public T this[string key]
        {
            get => _items[key];
            set => Change(() => _items[key] = value);
        }

        public (string, T) this[int index]
        {
            get => (_items.GetAt(index).Key, _items.GetAt(index).Value);
            set => Change(() => _items.SetAt(index, value.Item1, value.Item2));
        }

        public void Add(string key, T value) => Change(() => _items.Add(key, value));

        public void Add((string, T) item) => Add(item.Item1, item.Item2);

        public bool Remove(string key)
        {
            var found = _items.Remove(key);
            Renew();
            return found;
        }

        public void Clear() => Change(_items.Clear);

        public void clear() => Clear();

        public bool ContainsKey(string key) => _items.ContainsKey(key);

        public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value) => _items.TryGetValue(key, out value);

        public IEnumerable<string> keys() => _items.Keys;

        public IEnumerable<T> values() => _items.Values;

        public IEnumerator<(string, T)> items() => GetEnumerator();

        public IEnumerator<(string, T)> GetEnumerator() => _items.Select(item => (item.Key, item.Value)).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        protected override void RegisterComponents()
        {
        }

        void Change(Action change)
        {
            change();
            Renew();
        }

        void Renew()
        {
            ForgetChildren();
            foreach (var (name, module) in _items)
                register_module(name, module);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.ModuleDict<Module> ModuleDict(params (string, Module)[] modules) => ModuleDict<Module>(modules);

            public static Modules.ModuleDict<T> ModuleDict<T>(params (string, T)[] modules) where T : Module
            {
                var made = new Modules.ModuleDict<T>();
                foreach (var module in modules)
                    made.Add(module);
                return made;
            }
        }
    }
}
