using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests;

/// <summary>Extension methods for libraries that a project may reference; here stand-ins of their true names and signatures.</summary>
public sealed class GlueTests
{
    private const string Http = """
        namespace Microsoft.Extensions.DependencyInjection
        {
            /// <summary>A client that is being registered.</summary>
            public interface IHttpClientBuilder
            {
                /// <summary>Its name.</summary>
                string Name { get; }
            }

            /// <summary>What can be done to it.</summary>
            public static class HttpClientBuilderExtensions
            {
                /// <summary>Configures it.</summary>
                public static IHttpClientBuilder ConfigureHttpClient(this IHttpClientBuilder builder, System.Action<System.Net.Http.HttpClient> configure) => builder;

                /// <summary>Adds a handler.</summary>
                public static IHttpClientBuilder AddHttpMessageHandler(this IHttpClientBuilder builder, System.Func<System.Net.Http.DelegatingHandler> make) => builder;
            }
        }
        """;

    [Fact]
    public void Clients_of_a_container_get_the_budget_where_its_library_is_referenced()
    {
        GeneratorRun run = GeneratorRun.Strict(Http, """
            using Microsoft.Extensions.DependencyInjection;

            namespace Acme;

            internal static class Startup
            {
                internal static void Configure(IHttpClientBuilder builder) => builder.AddBudget("pricing");
            }
            """);

        Assert.Equal(["AsyncJobs.HttpClientBuilder.g.cs"], run.Files.Keys);
    }

    [Theory]
    [InlineData("", ") { Clients = global::AsyncJobs.Direct.DirectClients.Instance };")]
    [InlineData("[JobServices]", "Startup.Configure(services)) { Clients = global::AsyncJobs.Direct.DirectClients.Instance };")]
    [InlineData("[JobServices(AtStart = true)]", "Startup.Configure(services)) { ServicesAtStart = true, Clients = global::AsyncJobs.Direct.DirectClients.Instance };")]
    public void Jobs_call_AWS_by_the_direct_clients_where_their_package_is_referenced(string marked, string end)
    {
        GeneratorRun run = GeneratorRun.Strict(
            """
            namespace AsyncJobs.Direct
            {
                /// <summary>In place of the package.</summary>
                public static class DirectClients
                {
                    /// <summary>The clients.</summary>
                    public static AsyncJobs.Hosting.AwsClients Instance => null!;
                }
            }
            """,
            $$"""
            namespace Acme;

            internal static class Startup
            {
                {{marked}}
                internal static void Configure(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { }

                [AsyncJob("PUT /checks")]
                internal static void Check(JobContext job) { }
            }
            """);

        Assert.Contains(end, run.FileOf("AppJobs"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_lambda_context_makes_a_budget_where_its_library_is_referenced()
    {
        GeneratorRun run = GeneratorRun.Strict(AmazonLambda.Core, """
            using Amazon.Lambda.Core;

            namespace Acme;

            internal static class Function
            {
                internal static InvocationBudget Budget(ILambdaContext context) => context.CreateBudget();

                internal static InvocationBudget Careful(ILambdaContext context) => context.CreateBudget(System.TimeSpan.FromSeconds(3));
            }
            """);

        Assert.Equal(["AsyncJobs.LambdaContext.g.cs"], run.Files.Keys);
    }

    [Fact]
    public void A_client_of_lambda_makes_a_dispatcher_where_its_library_is_referenced()
    {
        GeneratorRun run = GeneratorRun.Strict(AmazonLambda.Client, """
            using Amazon.Lambda;
            using AsyncJobs.Dispatch;

            namespace Acme;

            internal static class Platform
            {
                internal static LambdaDispatcher Dispatcher(IAmazonLambda client) => client.CreateJobDispatcher(job => "worker-" + job);
            }
            """);

        Assert.Equal(["AsyncJobs.LambdaClient.g.cs"], run.Files.Keys);
    }

    [Fact]
    public void A_context_without_a_trace_is_not_asked_for_it()
    {
        string old = AmazonLambda.Core.Replace("string TraceId => string.Empty;", "", StringComparison.Ordinal);
        GeneratorRun run = GeneratorRun.Strict(old, "public static class Jobs { [AsyncJob(\"POST /reports\")] public static void Run(JobContext job) { } }");

        Assert.Contains("context.InvokedFunctionArn, null);", run.FileOf("AppJobs"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_executable_is_run_and_has_no_handlers()
    {
        GeneratorRun run = GeneratorRun.Strict(TestProject.Of(
            AmazonLambda.Core,
            """
            public static class Jobs
            {
                [AsyncJob("POST /reports")]
                public static void Run(JobContext job) { }

                public static void Main() { }
            }
            """) with
        {
            IsExecutable = true,
        });

        Assert.DoesNotContain(run.Files.Values, static text => text.Contains("Handler", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_those_libraries_nothing_is_written()
    {
        GeneratorRun run = GeneratorRun.Strict("namespace Acme; internal static class Empty { }");

        Assert.Empty(run.Files);
    }
}
