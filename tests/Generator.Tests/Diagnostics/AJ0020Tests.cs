using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0020Tests
{
    [Fact]
    public async Task What_comes_from_the_services_needs_services()
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            """
            public interface IClock;

            public sealed class Jobs(IClock {|AJ0020:clock|})
            {
                [AsyncJob("POST /constructor")]
                public string Constructor(JobContext job) => $"{clock}";
            }

            public static class Others
            {
                [AsyncJob("POST /parameter")]
                public static void Parameter(IClock {|AJ0020:clock|}, JobContext job) { }

                [AsyncJob("POST /marked")]
                public static void Marked([FromServices] Version {|AJ0020:version|}, JobContext job) { }

                [AsyncJob("POST /provider")]
                public static void Provider(IServiceProvider {|AJ0020:services|}, JobContext job) { }
            }
            """);

        Assert.All(outcome.Diagnostics, static diagnostic => Assert.Contains("[JobServices]", diagnostic.GetMessage(null), StringComparison.Ordinal));
        Assert.Equal(2, outcome.Run.Files.Count);
    }

    [Fact]
    public async Task Loggers_need_none()
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            """
            using Microsoft.Extensions.Logging;

            public sealed class Jobs(ILogger<Jobs> logger, ILoggerFactory factory)
            {
                [AsyncJob("POST /constructor")]
                public string Constructor(ILogger<string>? other, JobContext job) => $"{logger}{factory}{other}";
            }
            """);

        Assert.Contains("GetService<global::Microsoft.Extensions.Logging.ILogger<string>>(job.Services)", string.Concat(outcome.Run.Files.Values), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_needs_none()
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            """
            public sealed class Jobs(TimeProvider time)
            {
                [AsyncJob("POST /now")]
                public string Now(TimeProvider other, JobContext job) => $"{time}{other}";
            }
            """);

        Assert.Contains("GetRequiredService<global::System.TimeProvider>(job.Services)", string.Concat(outcome.Run.Files.Values), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_invocation_gives_needs_none() =>
        await DiagnosticTest.VerifyAsync(
            """
            public sealed class Jobs(JobContext context, CancellationToken token, InvocationBudget budget)
            {
                [AsyncJob("POST /sound")]
                public string Sound(JobContext job) => $"{context}{token}{budget}";
            }
            """);

    [Fact]
    public async Task A_services_method_of_the_wrong_shape_is_no_reason_to_complain_twice() =>
        await DiagnosticTest.VerifyAsync(
            """
            public interface IClock;

            public static class Jobs
            {
                [AsyncJob("POST /reports")]
                public static void Run(IClock clock, JobContext job) { }

                [JobServices]
                public static void {|AJ0021:Configure|}() { }
            }
            """);

    [Theory]
    [InlineData("public void ConfigureServices(IServiceCollection services) { }", false)]
    [InlineData("public static IServiceCollection ConfigureServices(IServiceCollection services) => services;", false)]
    [InlineData("private void ConfigureServices(IServiceCollection services) { }", true)]
    [InlineData("public void ConfigureServices(IServiceCollection services, int more) { }", true)]
    [InlineData("public Startup(int number) { } public void ConfigureServices(IServiceCollection services) { }", true)]
    [InlineData("public string ConfigureHostBuilder() => \"\";", true)]
    public async Task A_startup_class_of_annotations_registers_them_too(string members, bool isMissing)
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            AmazonLambda.Startup,
            $$"""
            using Microsoft.Extensions.DependencyInjection;

            public interface IClock;

            public static class Jobs
            {
                [AsyncJob("POST /reports")]
                public static void Run(IClock {{(isMissing ? "{|AJ0020:clock|}" : "clock")}}, JobContext job) { }
            }

            [Amazon.Lambda.Annotations.LambdaStartup]
            public class Startup
            {
                {{members}}
            }
            """);

        Assert.Equal(isMissing ? 1 : 2, outcome.Run.Files.Keys.Count(static name => name != "AppJobs.g.cs"));
    }

    [Fact]
    public async Task A_services_method_comes_before_a_startup_class()
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            AmazonLambda.Startup,
            """
            using Microsoft.Extensions.DependencyInjection;

            [Amazon.Lambda.Annotations.LambdaStartup]
            public class Startup
            {
                public void ConfigureServices(IServiceCollection services) { }

                [JobServices]
                internal static void Configure(IServiceCollection services) { }
            }
            """);

        Assert.Contains("services => global::Startup.Configure(services)", outcome.Run.FileOf("AppJobs"), StringComparison.Ordinal);
    }
}
