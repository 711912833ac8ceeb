using System.Reflection;
using AsyncJobs.Generator.Tests.Harness;
using AsyncJobs.Jobs;

namespace AsyncJobs.Generator.Tests.Running;

/// <summary>What the attribute says and what the definition then says.</summary>
public sealed class DefinitionTests
{
    [Fact]
    public void The_attributes_values_are_the_definitions()
    {
        using CompiledApp app = CompiledApp.Start(
            """
            public static class Jobs
            {
                private const int Memory = 2048;

                [AsyncJob("PUT /a/{x}/B_c", Name = "named", TimeoutSeconds = 5, MemorySize = Memory, MaxAttempts = 2, ReserveMilliseconds = 150, RetentionHours = 8760, RetryOnTimeout = true, RequireIdempotencyKey = true, TotalTimeoutSeconds = 604800, State = typeof(int[]))]
                public static void Full(string x, string[] body, [FromBody] int real, CancellationToken token) { }

                [AsyncJob("POST /defaults/{id}/of-Jobs")]
                public static void Plain(int id, CancellationToken token) { }
            }
            """);

        Assert.Equal(["defaults-of-jobs", "named"], app.App.Jobs.Select(static job => job.Name));
        JobDefinition plain = app.App.Jobs[0];
        Assert.Equal("POST /defaults/{id}/of-Jobs", plain.Route!.Key);
        Assert.Equal((900, 512, 3, 1000, 24), (plain.TimeoutSeconds, plain.MemorySize, plain.MaxAttempts, plain.ReserveMilliseconds, plain.RetentionHours));
        Assert.Equal((false, false, 86_400), (plain.RetryOnTimeout, plain.RequireIdempotencyKey, plain.TotalTimeoutSeconds));
        JobDefinition full = app.App.Jobs[1];
        Assert.Equal("PUT /a/{x}/B_c", full.Route!.Key);
        Assert.Equal((5, 2048, 2, 150, 8760), (full.TimeoutSeconds, full.MemorySize, full.MaxAttempts, full.ReserveMilliseconds, full.RetentionHours));
        Assert.Equal((true, true, 604_800), (full.RetryOnTimeout, full.RequireIdempotencyKey, full.TotalTimeoutSeconds));
    }

    [Fact]
    public void With_a_capacity_provider_a_job_has_the_timeout_that_it_says()
    {
        using CompiledApp app = CompiledApp.Start(TestProject.Of(
            """
            public static class Jobs
            {
                [AsyncJob("POST /run", TimeoutSeconds = 5400)]
                public static void Run(JobContext job) { }
            }
            """).WithProperty("AsyncJobsCapacityProvider", "Batch"));

        Assert.Equal(5400, Assert.Single(app.App.Jobs).TimeoutSeconds);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(40)]
    public void However_many_jobs_there_are_each_line_of_the_list_has_its_own(int count)
    {
        IEnumerable<string> jobs = Enumerable.Range(10, count).Select(static number => $"[AsyncJob(\"POST /run{number}\", Name = \"job-{number}\")] public static void Run{number}(JobContext job) {{ }}");
        using CompiledApp app = CompiledApp.Start($"public static class Jobs {{ {string.Join('\n', jobs)} }}");

        Assert.Equal(count, app.App.Jobs.Count);
        Assert.All(app.App.Jobs.Index(), static job =>
        {
            Assert.Equal($"job-{job.Index + 10}", job.Item.Name);
            Assert.Equal($"POST /run{job.Index + 10}", job.Item.Route!.Key);
        });
    }

    [Theory]
    [InlineData(null, "", false)]
    [InlineData(null, ", KeepInput = true", true)]
    [InlineData("true", "", true)]
    [InlineData("True", ", KeepInput = false", false)]
    [InlineData("false", "", false)]
    [InlineData("false", ", KeepInput = true", true)]
    public void The_attribute_says_whether_the_input_is_kept_and_else_the_project(string? project, string attribute, bool expected)
    {
        TestProject source = TestProject.Of(
            $$"""
            public static class Jobs
            {
                [AsyncJob("POST /run"{{attribute}})]
                public static void Run(JobContext job) { }
            }
            """);
        using CompiledApp app = CompiledApp.Start(project is null ? source : source with { BuildProperties = source.BuildProperties.SetItem("AsyncJobsKeepInput", project) });

        JobDefinition job = Assert.Single(app.App.Jobs);
        Assert.Equal(expected, job.KeepInput);
        Assert.Equal(
            expected,
            job.GetType().Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Any(static data => data.Value!.Contains("\"keepsInput\": true", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("TestApp", "TestApp")]
    [InlineData("My.Deep.App", "My.Deep.App")]
    [InlineData("", "")]
    [InlineData("class.event", "class.event")]
    [InlineData(null, "Odd_Name._1st")]
    public void The_list_of_jobs_is_in_the_root_namespace(string? rootNamespace, string expected)
    {
        TestProject project = TestProject.Of(
            """
            public static class Jobs
            {
                [AsyncJob("POST /run")] public static void Run(JobContext job) { }
            }
            """) with
        { RootNamespace = rootNamespace, AssemblyName = "Odd-Name.1st" };

        GeneratorRun run = GeneratorRun.Strict(project);

        Assert.NotNull(run.Output.GetTypeByMetadataName(expected.Length == 0 ? "AppJobs" : expected + ".AppJobs"));
    }

    [Fact]
    public void Without_jobs_nothing_is_generated() =>
        Assert.Empty(GeneratorRun.Strict("public static class Nothing { [JobServices] public static void No(Microsoft.Extensions.DependencyInjection.IServiceCollection s) { } }").Files);
}
