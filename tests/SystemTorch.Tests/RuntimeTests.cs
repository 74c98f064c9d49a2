using System.Reflection;
using System.Runtime.InteropServices;
using SystemTorch.Native;
using TorchSharp;

namespace SystemTorch.Tests;

public class RuntimeTests
{
    [Fact]
    public void Every_operator_in_use_exists_in_this_libtorch()
    {
        var missing = new List<string>();
        var operators = typeof(Aten).GetFields(BindingFlags.Static | BindingFlags.NonPublic).Where(f => f.FieldType == typeof(Op)).ToList();
        foreach (var field in operators)
            try
            {
                ((Op)field.GetValue(null)!).Find();
            }
            catch (ExternalException e)
            {
                missing.Add(e.Message);
            }
        operators.Count.ShouldBeGreaterThan(400);
        missing.ShouldBeEmpty();
    }

    [Fact]
    public void An_operator_that_does_not_exist_is_named() =>
        Should.Throw<ExternalException>(() => new Op("no_such_operator").Find()).Message.ShouldContain("no_such_operator");

    [Fact]
    public void It_tells_what_it_is_bound_to()
    {
        Version.Parse(TorchRuntime.Version).Major.ShouldBeGreaterThanOrEqualTo(1);
        File.Exists(TorchRuntime.TorchLibrary).ShouldBeTrue();
        File.Exists(TorchRuntime.BlasLibrary).ShouldBeTrue();
        var openBlasIsInstalled = Directory.EnumerateDirectories("/usr/lib", "openblas*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 })
            .Any(folder => File.Exists($"{folder}/libblas.so.3"));
        TorchRuntime.HasFastBlas.ShouldBe(openBlasIsInstalled);
    }

    [Fact]
    public void The_number_of_threads_can_be_set()
    {
        var before = torch.get_num_threads();
        torch.set_num_threads(2);
        torch.get_num_threads().ShouldBe(2);
        torch.set_num_threads(before);
    }
}
