using AsyncJobs.Sam.Merging;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.Sam.Tests;

/// <summary>The rooms of the program that builds run, and who may use whom.</summary>
public sealed class ArchitectureTests
{
    private static Rooms Rooms => new Rooms(typeof(TemplateMerger).Assembly, "AsyncJobs.Sam")
        .Then("")
        .Then("Documents")
        .Then("Manifest")
        .Then("Plan")
        .Then("Resources")
        .Then("Verification", "", "Documents")
        .Then("Sizes", "", "Documents")
        .Then("Merging")
        .Then("CommandLine");

    [Fact]
    public void Arrows_point_one_way() => Assert.Empty(Rooms.Faults());

    [Fact]
    public void The_look_through_the_code_sees_a_use_in_a_method_body() =>
        // So that the arrows are not right because nothing was seen.
        Assert.Contains(Rooms.UsersOf("Merging", ["Verification"]), static use => use.StartsWith("AsyncJobs.Sam.Merging.TemplateMerger ", StringComparison.Ordinal));
}
