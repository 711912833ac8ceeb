using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.Tool.Tests;

/// <summary>The rooms of the command and who may use whom.</summary>
public sealed class ArchitectureTests
{
    private static Rooms Rooms => new Rooms(typeof(ToolApp).Assembly, "AsyncJobs.Tool")
        .Then("Failures")
        .Then("Values", [])
        .Then("CommandLine", "Failures", "Values")
        .Then("Retrying", [])
        .Then("Statistics", [])
        .Then("Output", "Values", "Retrying", "Statistics")
        .Then("Http", [])
        .Then("Aws", "Failures")
        .Then("Places", "Failures", "CommandLine", "Output", "Http", "Aws")
        .Then("Commands")
        .Then("", "Failures", "CommandLine", "Output", "Places", "Commands");

    [Fact]
    public void Arrows_point_one_way() => Assert.Empty(Rooms.Faults());

    [Fact]
    public void The_look_through_the_code_sees_a_use_in_a_method_body() =>
        // So that the arrows are not right because nothing was seen.
        Assert.Contains(Rooms.UsersOf("Commands", ["Places"]), static use => use.StartsWith("AsyncJobs.Tool.Commands.ListCommand ", StringComparison.Ordinal));
}
