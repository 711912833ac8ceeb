using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0022Tests
{
    [Fact]
    public async Task One_method_registers_the_services()
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            """
            using Microsoft.Extensions.DependencyInjection;

            public static class First
            {
                [JobServices]
                public static void Configure(IServiceCollection services) { }
            }

            public static class Second
            {
                [JobServices]
                public static void {|AJ0022:Configure|}(IServiceCollection services) { }
            }
            """);

        outcome.AssertMessage("First.Configure");
    }
}
