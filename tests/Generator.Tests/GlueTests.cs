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

    private const string Lambda = """
        namespace Amazon.Lambda.Core
        {
            /// <summary>An invocation.</summary>
            public interface ILambdaContext
            {
                /// <summary>What is left of it.</summary>
                System.TimeSpan RemainingTime { get; }
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

    [Fact]
    public void A_lambda_context_makes_a_budget_where_its_library_is_referenced()
    {
        GeneratorRun run = GeneratorRun.Strict(Lambda, """
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
    public void Without_those_libraries_nothing_is_written()
    {
        GeneratorRun run = GeneratorRun.Strict("namespace Acme; internal static class Empty { }");

        Assert.Empty(run.Files);
    }
}
