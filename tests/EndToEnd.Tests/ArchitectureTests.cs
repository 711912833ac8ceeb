using AsyncJobs.Local;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests;

/// <summary>The rooms of the local host and who may use whom.</summary>
public sealed class ArchitectureTests
{
    private static Rooms Rooms => new Rooms(typeof(LocalHost).Assembly, "AsyncJobs.Local")
        .Then("Platform")
        .Then("Files", "Platform")
        .Then("CommandLine", "Platform")
        .Then("OpenApi", "CommandLine")
        .Then("Functions", "Platform")
        .Then("Gateway", "Platform", "Functions")
        .Then("Queue", "Platform", "CommandLine", "Functions")
        .Then("Emulators", "Platform", "Files", "Functions", "Queue")
        .Then("Isolation", "Platform", "CommandLine", "Functions", "Queue")
        .Then("Operations", "CommandLine", "Functions")
        .Then("Page", "Platform", "CommandLine", "Functions", "Gateway", "OpenApi", "Operations")
        .Then("");

    [Fact]
    public void Arrows_point_one_way() => Assert.Empty(Rooms.Faults());

    [Fact]
    public void The_look_through_the_code_sees_a_use_in_a_method_body() =>
        // So that the arrows are not right because nothing was seen.
        Assert.Contains(Rooms.UsersOf("", ["Emulators"]), static use => use.StartsWith("AsyncJobs.Local.LocalPlatform ", StringComparison.Ordinal));
}
