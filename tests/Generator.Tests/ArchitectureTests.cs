using AsyncJobs.Tests;

namespace AsyncJobs.Generator.Tests;

/// <summary>The rooms of the generator, and who may use whom.</summary>
public sealed class ArchitectureTests
{
    private static Rooms Rooms => new Rooms(typeof(AsyncJobGenerator).Assembly, "AsyncJobs.Generator")
        .Then("Model")
        .Then("Parsing")
        .Then("Emit")
        .Then("Analysis", "Model", "Parsing")
        .Then("");

    [Fact]
    public void Arrows_point_one_way() => Assert.Empty(Rooms.Faults());

    [Fact]
    public void The_look_through_the_code_sees_a_use_in_a_method_body() =>
        // So that the arrows are not right because nothing was seen.
        Assert.Contains(Rooms.UsersOf("", ["Parsing"]), static use => use.StartsWith("AsyncJobs.Generator.AsyncJobGenerator ", StringComparison.Ordinal));
}
