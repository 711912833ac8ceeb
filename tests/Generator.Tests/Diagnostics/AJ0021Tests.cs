using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0021Tests
{
    [Theory]
    [InlineData("public void", "(IServiceCollection services) { }", "static")]
    [InlineData("public static IServiceCollection", "(IServiceCollection services) => services;", "void")]
    [InlineData("public static Task", "(IServiceCollection services) => Task.CompletedTask;", "void")]
    [InlineData("public static void", "() { }", "IServiceCollection")]
    [InlineData("public static void", "(IServiceCollection services, int count) { }", "IServiceCollection")]
    [InlineData("public static void", "(ServiceCollection services) { }", "IServiceCollection")]
    [InlineData("public static void", "(ref IServiceCollection services) { }", "IServiceCollection")]
    [InlineData("public static void", "<T>(IServiceCollection services) { }", "generic")]
    [InlineData("private static void", "(IServiceCollection services) { }", "private")]
    public async Task Services_are_registered_by_one_shape_of_method(string modifiers, string rest, string problem)
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            $$"""
            using Microsoft.Extensions.DependencyInjection;

            public class Startup
            {
                [JobServices]
                {{modifiers}} {|AJ0021:Configure|}{{rest}}
            }
            """);

        outcome.AssertMessage("'Configure'", problem);
    }

    [Theory]
    [InlineData("internal static void Configure(IServiceCollection services) { }")]
    [InlineData("public static void Configure(IServiceCollection @class) { }")]
    [InlineData("protected internal static void Configure(IServiceCollection services) { }")]
    public async Task That_shape_is_taken(string method) =>
        await DiagnosticTest.VerifyAsync(
            $$"""
            using Microsoft.Extensions.DependencyInjection;

            public class Startup
            {
                [JobServices]
                {{method}}
            }
            """);
}
