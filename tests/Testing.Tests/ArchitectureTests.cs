using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.Testing.Tests;

/// <summary>The rooms of the package and who may use whom.</summary>
public sealed class ArchitectureTests
{
    private static Rooms Rooms => new Rooms(typeof(JobTestHost).Assembly, "AsyncJobs.Testing")
        .Then("Time", [])
        .Then("Faults", [])
        .Then("Platform", "Time", "Faults")
        .Then("");

    [Fact]
    public void Arrows_point_one_way() => Assert.Empty(Rooms.Faults());

    [Fact]
    public void The_package_knows_no_test_framework() => Assert.DoesNotContain(
        typeof(JobTestHost).Assembly.GetReferencedAssemblies(),
        static name => name.Name!.Contains("unit", StringComparison.OrdinalIgnoreCase) || name.Name.Contains("TestPlatform", StringComparison.OrdinalIgnoreCase));
}
