namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>What can be called with one argument.</summary>
        public interface IModule<T, TResult>
        {
            TResult call(T input1);
        }

        public interface IModule<T1, T2, TResult>
        {
            TResult call(T1 input1, T2 input2);
        }

        /// <summary>A module with hooks around its forward.</summary>
        public class HookableModule<TPreHook, TPostHook> : Module
        {
            readonly OrderedDictionary<string, TPreHook> _before = [];
            readonly OrderedDictionary<string, TPostHook> _after = [];
            int _made;

            protected HookableModule(string name) : base(name)
            {
            }

            private protected IEnumerable<TPreHook> Before => _before.Values;

            private protected IEnumerable<TPostHook> After => _after.Values;

            public HookRemover register_forward_hook(TPostHook hook)
            {
                var key = $"{_made++}";
                _after.Add(key, hook);
                return new HookRemover(this, key);
            }

            public HookRemover register_forward_pre_hook(TPreHook hook)
            {
                var key = $"{_made++}";
                _before.Add(key, hook);
                return new HookRemover(this, key);
            }

            /// <summary>Takes a hook out again.</summary>
            public class HookRemover(HookableModule<TPreHook, TPostHook> module, string key)
            {
                public void remove()
                {
                    module._before.Remove(key);
                    module._after.Remove(key);
                }
            }
        }

        /// <summary>A module of one argument: subclasses write forward, users call call.</summary>
        public abstract class Module<T, TResult> : HookableModule<Func<Module<T, TResult>, T, T>, Func<Module<T, TResult>, T, TResult, TResult>>,
            IModule<T, TResult>
        {
            protected Module(string name) : base(name)
            {
            }

            public abstract TResult forward(T input);

            public TResult call(T input)
            {
                foreach (var hook in Before)
                    input = hook(this, input);
                var result = forward(input);
                foreach (var hook in After)
                    result = hook(this, input, result);
                return result;
            }

            TResult IModule<T, TResult>.call(T input1) => call(input1);
        }

        public abstract class Module<T1, T2, TResult> : HookableModule<
            Func<Module<T1, T2, TResult>, T1, T2, (T1, T2)?>, Func<Module<T1, T2, TResult>, T1, T2, TResult, TResult>>,
            IModule<T1, T2, TResult>
        {
            protected Module(string name) : base(name)
            {
            }

            public abstract TResult forward(T1 input1, T2 input2);

            public TResult call(T1 input1, T2 input2)
            {
                foreach (var hook in Before)
                    if (hook(this, input1, input2) is { } changed)
                        (input1, input2) = changed;
                var result = forward(input1, input2);
                foreach (var hook in After)
                    result = hook(this, input1, input2, result);
                return result;
            }
        }
    }
}
