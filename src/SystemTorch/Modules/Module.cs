using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>
        /// Something with parameters, buffers and children, found by <see cref="RegisterComponents"/> in the fields of a subclass or registered
        /// by name. What is registered leaves its dispose scope: the module frees it.
        /// </summary>
        public partial class Module : IDisposable
        {
            readonly string _name;
            readonly OrderedDictionary<string, Parameter> _parameterByName = [];
            readonly OrderedDictionary<string, (Tensor Tensor, bool Persistent)> _bufferByName = [];
            readonly OrderedDictionary<string, Module> _childByName = [];

            protected Module(string name) => _name = name;

            public virtual bool training { get; private set; } = true;

            public virtual string GetName() => _name;

            /// <summary>Registers every field that holds a module, a parameter or a tensor (a buffer), under the field's name.</summary>
            protected virtual void RegisterComponents()
            {
                foreach (var field in GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
                {
                    var name = field.ComponentName();
                    switch (field.GetValue(this))
                    {
                        case Module child when !_childByName.ContainsKey(name):
                            register_module(name, child);
                            break;
                        case Modules.Parameter parameter when !_parameterByName.ContainsKey(name):
                            register_parameter(name, parameter);
                            break;
                        case Modules.Parameter _:
                            break;
                        case Tensor tensor when !_bufferByName.ContainsKey(name):
                            register_buffer(name, tensor);
                            break;
                    }
                }
            }

            public virtual void register_parameter(string name, Parameter param)
            {
                if (!_parameterByName.TryAdd(Plain(name), Kept(param)))
                    throw new InvalidOperationException($"a parameter '{name}' is already registered");
            }

            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                if (!_bufferByName.TryAdd(Plain(name), (Kept(tensor), persistent)))
                    throw new InvalidOperationException($"a buffer '{name}' is already registered");
            }

            public virtual void register_module(string name, Module submodule)
            {
                if (!_childByName.TryAdd(Plain(name), submodule))
                    throw new InvalidOperationException($"a module '{name}' is already registered");
            }

            public virtual void add_module(string name, Module module) => register_module(name, module);

            // Replaces what is registered under the name, or takes it out (null): for property setters.
            protected void ConditionallyRegisterParameter(string name, Parameter? value)
            {
                if (value is null)
                    _parameterByName.Remove(name);
                else
                    _parameterByName[name] = Kept(value);
            }

            protected void ConditionallyRegisterBuffer(string name, Tensor? value, bool persistent = true)
            {
                if (value is null)
                    _bufferByName.Remove(name);
                else
                    _bufferByName[name] = (Kept(value), persistent);
            }

            internal void ForgetChildren() => _childByName.Clear();

            static T Kept<T>(T tensor) where T : Tensor
            {
                tensor.DetachFromDisposeScope();
                return tensor;
            }

            static string Plain(string name) => name.Length > 0 && !name.Contains('.')
                ? name
                : throw new ArgumentException($"'{name}' cannot name a component: it is empty or has a dot", nameof(name));

            public virtual Module apply(Action<Module> fn)
            {
                foreach (var (_, child) in _childByName)
                    child.apply(fn);
                fn(this);
                return this;
            }

            public virtual void train(bool train = true)
            {
                training = train;
                foreach (var (_, child) in _childByName)
                    child.train(train);
            }

            public virtual void eval() => train(false);

            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var parameter in parameters())
                    if (set_to_none)
                        parameter.grad = null;
                    else
                        using (var grad = parameter.grad)
                            grad?.zero_();
            }

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (!disposing)
                    return;
                foreach (var (_, parameter) in _parameterByName)
                    parameter.Dispose();
                foreach (var (_, buffer) in _bufferByName)
                    buffer.Tensor.Dispose();
                foreach (var (_, child) in _childByName)
                    child.Dispose();
            }
        }
    }
}
