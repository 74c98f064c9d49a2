using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        // What a module holds, by dotted name; a module, parameter or buffer that is reached twice is listed once.
        public partial class Module
        {
            public virtual IEnumerable<(string name, Module module)> named_children() => _childByName.Select(c => (c.Key, c.Value));

            public virtual IEnumerable<Module> children() => _childByName.Values;

            /// <summary>All descendants; the module itself is not among them.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach (var (name, child) in named_children())
                {
                    yield return (name, child);
                    foreach (var (below, grandchild) in child.named_modules())
                        yield return ($"{name}.{below}", grandchild);
                }
            }

            /// <summary>The module itself and all descendants.</summary>
            public virtual IEnumerable<Module> modules() => named_modules().Select(m => m.module).Prepend(this).Distinct();

            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var seen = new HashSet<nint>();
                foreach (var (name, parameter) in Own(m => m._parameterByName.Select(p => (p.Key, p.Value)), recurse))
                    if (seen.Add(parameter.Handle))
                        yield return (name, parameter);
            }

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(p => p.parameter);

            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                var seen = new HashSet<nint>();
                foreach (var (name, buffer) in Own(m => m._bufferByName
                    .Where(b => include_nonpersistent || b.Value.Persistent).Select(b => (b.Key, b.Value.Tensor)), recurse))
                    if (seen.Add(buffer.Handle))
                        yield return (name, buffer);
            }

            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(b => b.buffer);

            IEnumerable<(string, T)> Own<T>(Func<Module, IEnumerable<(string, T)>> held, bool recurse)
            {
                foreach (var entry in held(this))
                    yield return entry;
                if (!recurse)
                    yield break;
                foreach (var (name, child) in named_modules())
                    foreach (var (below, value) in held(child))
                        yield return ($"{name}.{below}", value);
            }

            public virtual bool has_parameter(string target) => named_parameters().Any(p => p.name == target);

            public virtual Parameter? get_parameter(string target) => named_parameters().FirstOrDefault(p => p.name == target).parameter;

            public virtual bool has_buffer(string target) => named_buffers().Any(b => b.name == target);

            public virtual Tensor? get_buffer(string target) => named_buffers().FirstOrDefault(b => b.name == target).buffer;

            /// <summary>Parameters and persistent buffers by name: the tensors themselves, not copies.</summary>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                var start = string.IsNullOrEmpty(prefix) ? "" : prefix + ".";
                foreach (var (name, parameter) in named_parameters())
                    destination[start + name] = parameter;
                foreach (var (name, buffer) in named_buffers(include_nonpersistent: false))
                    destination[start + name] = buffer;
                return destination;
            }

            /// <summary>
            /// Copies values in by name. With <paramref name="strict"/> a missing or unexpected name is an error; a shape that differs always is.
            /// </summary>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                var own = state_dict();
                bool Wanted(string name) => skip is null || !skip.Contains(name);
                var missing = own.Keys.Where(k => Wanted(k) && !source.ContainsKey(k)).ToList();
                var unexpected = source.Keys.Where(k => Wanted(k) && !own.ContainsKey(k)).ToList();
                if (strict && missing.Count + unexpected.Count > 0)
                    throw new InvalidOperationException(
                        $"the state does not fit {GetName()}: missing [{string.Join(", ", missing)}], unexpected [{string.Join(", ", unexpected)}]");
                using var _ = no_grad();
                foreach (var (name, value) in source.Where(s => own.ContainsKey(s.Key) && Wanted(s.Key)))
                {
                    if (!own[name].shape.SequenceEqual(value.shape))
                        throw new InvalidOperationException(
                            $"'{name}' of {GetName()} is [{string.Join(", ", own[name].shape)}], the state holds [{string.Join(", ", value.shape)}]");
                    own[name].copy_(value);
                }
                return (missing, unexpected);
            }
        }
    }
}
