using AsyncJobs.Analyzers.Rules;
using AsyncJobs.CodeFixes.Fixes;
using AsyncJobs.CodeFixes.Site;
using AsyncJobs.Tests;

namespace AsyncJobs.CodeFixes.Tests;

/// <summary>The rooms of the fixes and who may use whom: all of them stand on the place that is mended, and a fix on all of them.</summary>
public sealed class ArchitectureTests
{
    private static Rooms Rooms => new Rooms(typeof(OutgoingCallFix).Assembly, "AsyncJobs.CodeFixes")
        .Then("Site")
        .Then("Editing")
        .Then("Times")
        .Then("Calls")
        .Then("Clients", "Site", "Editing", "Times")
        .Then("Fixes");

    [Fact]
    public void Arrows_point_one_way() => Assert.Empty(Rooms.Faults());

    [Fact]
    public void The_fixes_know_every_rule_about_outgoing_calls() =>
        Assert.Equal(
            typeof(OutgoingCallAnalyzer).Assembly.GetTypes()
                .Where(static type => type.IsSubclassOf(typeof(OutgoingCallAnalyzer)) && !type.IsAbstract)
                .Select(static type => type.Name)
                .Order(),
            ProjectView.Rules.Select(static rule => rule.GetType().Name).Order());

    [Fact]
    public void The_look_through_the_code_sees_a_use_in_a_method_body() =>
        // So that the arrows are not right because nothing was seen.
        Assert.Contains(Rooms.UsersOf("Clients", ["Editing"]), static use => use.StartsWith("AsyncJobs.CodeFixes.Clients.ClientMaking ", StringComparison.Ordinal));
}
