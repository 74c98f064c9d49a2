using System.Globalization;

namespace TorchSharp;

/// <summary>Kinds of devices; the values are libtorch's.</summary>
public enum DeviceType
{
    CPU = 0,
    CUDA = 1,
    MPS = 13,
    META = 14,
}

public static partial class torch
{
    public static readonly Device CPU = new(DeviceType.CPU);
    public static readonly Device META = new(DeviceType.META);

    public static Device CUDA => new(DeviceType.CUDA);

    public static Device device(string description) => new(description);

    public static Device device(DeviceType deviceType, int index = -1) => new(deviceType, index);

    public static Device get_default_device() => CPU;

    /// <summary>Where a tensor lives: the kind of device, and which of them (-1: the current one).</summary>
    public class Device
    {
        public Device(DeviceType deviceType, int index = -1) => (type, this.index) = (deviceType, index);

        public Device(string description)
        {
            var parts = description.Split(':');
            if (!Enum.TryParse<DeviceType>(parts[0], ignoreCase: true, out var parsed) || parts.Length > 2
                || !(int.TryParse(parts.ElementAtOrDefault(1) ?? "-1", CultureInfo.InvariantCulture, out var number)))
                throw new ArgumentException($"not a device: '{description}' (cpu, cuda, cuda:1)", nameof(description));
            (type, index) = (parsed, number);
        }

        public DeviceType type { get; protected set; }

        public int index { get; protected set; }

        /// <summary>As shim.cpp packs it: type in the low half, index in the high one.</summary>
        internal long Packed => ((long)index << 32) | (uint)type;

        internal static Device Unpack(long packed) => new((DeviceType)(int)packed, (int)(packed >> 32));

        public static implicit operator Device(string description) => new(description);

        public override string ToString() =>
            index < 0 ? type.ToString().ToLowerInvariant() : $"{type.ToString().ToLowerInvariant()}:{index.ToString(CultureInfo.InvariantCulture)}";
    }
}
