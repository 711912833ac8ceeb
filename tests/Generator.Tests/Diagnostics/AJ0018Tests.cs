using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0018Tests
{
    [Fact]
    public async Task Required_members_are_for_somebody_else_to_set()
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            """
            public class Base
            {
                public required string Name { get; init; }
            }

            public sealed class {|AJ0018:Jobs|} : Base
            {
                [AsyncJob("POST /reports")]
                public void Broken(JobContext job) { }
            }
            """);

        outcome.AssertMessage("'Jobs'", "'Name'");
        outcome.AssertNotGenerated("JobsBrokenJob");
    }

    [Fact]
    public async Task A_constructor_may_say_that_it_sets_them() =>
        await DiagnosticTest.VerifyAsync(
            """
            public sealed class Jobs
            {
                [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
                public Jobs() => Name = "";

                public required string Name { get; init; }

                [AsyncJob("POST /reports")]
                public void Sound(JobContext job) { }
            }
            """);
}
