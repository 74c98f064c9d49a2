using Platform.Contracts;
using Platform.Work;

namespace Platform.Tests.Work;

/// <summary>The processes of <c>platform work</c> on one machine.</summary>
public sealed class WorkDevicesTests
{
    [Fact]
    public void Each_GPU_has_a_process_that_sees_it_alone_by_the_number_nvidia_smi_gives_it()
    {
        var devices = WorkDevices.Gpus("0, 2", Nothing, count: 4);
        devices.Select(d => (d.Name, d.Environment["CUDA_VISIBLE_DEVICES"], d.Environment["CUDA_DEVICE_ORDER"])).ShouldBe([("GPU 0", "0", "PCI_BUS_ID"), ("GPU 2", "2", "PCI_BUS_ID")]);
        devices.ShouldAllBe(d => d.Environment["OMP_NUM_THREADS"] == $"{Math.Max(1, Environment.ProcessorCount / 2)}");
    }

    [Theory, InlineData("4,5,6", "5"), InlineData("GPU-1a, MIG-2b, GPU-3c", "MIG-2b")]
    public void Numbers_are_among_the_GPUs_a_scheduler_gave(string visible, string second)
    {
        var device = WorkDevices.Gpus("1", Of(("CUDA_VISIBLE_DEVICES", visible)), count: 3).ShouldHaveSingleItem();
        device.Environment["CUDA_VISIBLE_DEVICES"].ShouldBe(second);
        device.Environment.ContainsKey("CUDA_DEVICE_ORDER").ShouldBeFalse("the scheduler's numbers are in its order");
    }

    [Fact]
    public void Somebody_s_own_number_of_threads_stays() =>
        WorkDevices.Processes(3, Of(("OMP_NUM_THREADS", "5"))).Select(d => d.Environment.Count).ShouldBe([0, 0, 0]);

    [Theory]
    [InlineData("0,1", 0, "--gpus 0,1: libtorch sees no CUDA device here")]
    [InlineData("0,3", 2, "--gpus 0,3: there is no GPU 3 here; there are 2, 0 to 1")]
    [InlineData("1", 1, "--gpus 1: there is no GPU 1 here; there is one, 0")]
    [InlineData("0,0", 2, "each once")]
    [InlineData("all", 2, "--gpus is 'all'")]
    [InlineData("-1", 2, "--gpus is '-1'")]
    [InlineData("", 2, "--gpus is ''")]
    public void A_GPU_that_is_not_there_is_an_error_before_anything_starts(string gpus, int count, string message) =>
        Should.Throw<UserErrorException>(() => WorkDevices.Gpus(gpus, Nothing, count)).Message.ShouldContain(message);

    [Fact]
    public void A_worker_that_was_promised_a_GPU_does_not_train_on_the_CPU_instead()
    {
        Should.Throw<UserErrorException>(() => WorkDevices.EnsurePromised(Of(("CUDA_VISIBLE_DEVICES", "1")), count: 0)).Message.ShouldContain("CUDA_VISIBLE_DEVICES is 1");
        WorkDevices.EnsurePromised(Of(("CUDA_VISIBLE_DEVICES", "1")), count: 1);
        foreach (var none in new[] { "", "-1", "NoDevFiles" })
            WorkDevices.EnsurePromised(Of(("CUDA_VISIBLE_DEVICES", none)), count: 0);
        WorkDevices.EnsurePromised(Nothing, count: 0);
    }

    static string? Nothing(string name) => null;

    static Func<string, string?> Of((string Name, string Value) variable) => name => name == variable.Name ? variable.Value : null;
}
