using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Modules by position; it registers them as 0, 1, 2 … and calls none.</summary>
    public class ModuleList<T> : nn.Module, IList<T> where T : nn.Module
    {
        readonly List<T> _list;

        public ModuleList(params T[] modules) : base(nameof(ModuleList<T>))
        {
            _list = [.. modules];
            Renumber();
        }

        public int Count => _list.Count;

        public bool IsReadOnly => false;

        public T this[int index]
        {
            get => _list[index];
            set => Change(() => _list[index] = value);
        }

        public void Add(T item) => Change(() => _list.Add(item));

        public void append(params T[] parameters) => Change(() => _list.AddRange(parameters));

        public void extend(IEnumerable<T> modules) => Change(() => _list.AddRange(modules));

        public void Insert(int index, T item) => Change(() => _list.Insert(index, item));

        public void RemoveAt(int index) => Change(() => _list.RemoveAt(index));

        public void Clear() => Change(_list.Clear);

        public bool Remove(T item)
        {
            var found = _list.Remove(item);
            Renumber();
            return found;
        }

        public bool Contains(T item) => _list.Contains(item);

        public int IndexOf(T item) => _list.IndexOf(item);

        public void CopyTo(T[] array, int arrayIndex) => _list.CopyTo(array, arrayIndex);

        public IEnumerator<T> GetEnumerator() => _list.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        protected override void RegisterComponents()
        {
        }

        void Change(Action change)
        {
            change();
            Renumber();
        }

        void Renumber()
        {
            ForgetChildren();
            for (var i = 0; i < _list.Count; i++)
                register_module($"{i}", _list[i]);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.ModuleList<Module> ModuleList(params Module[] modules) => new(modules);

            public static Modules.ModuleList<T> ModuleList<T>(params T[] modules) where T : Module => new(modules);
        }
    }
}
