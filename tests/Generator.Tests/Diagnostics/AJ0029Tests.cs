using AsyncJobs.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0029Tests
{
    [Fact]
    public async Task Jobs_need_C_sharp_9()
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAloneAsync(Project(
            """
            public static class Jobs
            {
                [AsyncJob("POST /reports")]
                public static void {|AJ0029:Run|}(JobContext job) { }
            }
            """,
            LanguageVersion.CSharp8));

        outcome.AssertMessage("C# 8.0", "LangVersion");
        Assert.Empty(outcome.Run.Files);
    }

    [Fact]
    public async Task Without_jobs_any_will_do() =>
        Assert.Empty((await DiagnosticTest.VerifyAloneAsync(Project("public static class Jobs { }", LanguageVersion.CSharp7))).Run.Files);

    [Fact]
    public void All_that_is_generated_compiles_with_it()
    {
        GeneratorRun run = GeneratorRun.Strict(Project(
            """
            using System.Text.Json.Serialization;
            using Microsoft.Extensions.DependencyInjection;

            namespace Acme
            {
                public interface IClock { }

                public sealed class Order { public int Id { get; set; } }

                public sealed class Jobs : IAsyncDisposable
                {
                    private readonly IClock _clock;

                    public Jobs(IClock clock) { _clock = clock; }

                    [AsyncJob("POST /orders/{id}", State = typeof(int[]), RetryOnTimeout = true)]
                    public async Task<Order?> Run(int id, Order? order, IClock clock, JobContext job, List<int>? numbers = null, DayOfWeek[]? days = null, string text = "x", int? count = 3)
                    {
                        await Task.Yield();
                        return _clock == clock ? order : null;
                    }

                    [AsyncJob("PUT /stock")]
                    public string Write([FromHeader(Name = "x-tenant")] string? tenant, [FromQuery] Guid key, CancellationToken token) => tenant + key;

                    public ValueTask DisposeAsync() => default;
                }

                public static class Others
                {
                    [AsyncJob("POST /values")]
                    public static ValueTask<int> Value(params string[] names) => new ValueTask<int>(names.Length);

                    [AsyncJob("POST /nothing")]
                    public static void Nothing(JobContext job) { }

                    [JobServices]
                    internal static void Configure(IServiceCollection services) { }
                }
            }
            """,
            LanguageVersion.CSharp9) with
        {
            UserWarnings = ["AJ0023"],
        });

        Assert.Equal(5, run.Files.Count);
    }

    private static TestProject Project(string source, LanguageVersion version) =>
        TestProject.Of(source) with { LanguageVersion = version, Nullable = version < LanguageVersion.CSharp8 ? NullableContextOptions.Disable : NullableContextOptions.Enable };
}
