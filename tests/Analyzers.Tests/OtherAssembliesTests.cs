using System.Collections.Immutable;
using AsyncJobs.Tests.Roslyn.References;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Emit;

namespace AsyncJobs.Analyzers.Tests;

/// <summary>
/// What another assembly of an application hands out. No word of the project's own files names it, and the words decide what is searched at all.
/// </summary>
public sealed class OtherAssembliesTests
{
    private const string Shared = """
        using AsyncJobs;

        namespace Shared;

        public static class Handlers
        {
            public static BudgetHandler Make() => new("prices");
        }
        """;

    [Fact]
    public async Task A_handler_of_another_assembly_guards_the_client_that_it_is_given_to() =>
        Assert.Empty(await RulesFor("new HttpClient(Shared.Handlers.Make())"));

    [Fact]
    public async Task A_client_without_one_is_reported_beside_it() =>
        Assert.Contains("AJ1002", await RulesFor("new HttpClient()"));

    [Fact]
    public async Task A_library_that_is_referenced_by_an_alias_alone_is_known()
    {
        const string Code = """
            extern alias http;

            public class Prices(http::System.Net.Http.HttpClient client)
            {
                public System.Threading.Tasks.Task<string> Read(string url) => client.GetStringAsync(url);
            }
            """;
        MetadataReference[] references =
        [
            .. CaseReferences.Of(["AmazonLambdaCore"], LibraryAge.Newest, withRuntime: true)
                .Select(static reference => reference.Display!.EndsWith("System.Net.Http.dll", StringComparison.Ordinal)
                    ? reference.WithAliases(["http"])
                    : reference),
        ];
        Assert.Contains(references, static reference => reference.Properties.Aliases.Contains("http"));
        Assert.Contains("AJ1002", await RulesOf(CSharpCompilation.Create(
            "TestApp",
            [CSharpSyntaxTree.ParseText(Code, path: "/project/Prices.cs", cancellationToken: TestContext.Current.CancellationToken)],
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))));
    }

    [Theory]
    [InlineData("OrdersOptions")]
    [InlineData("OrdersSection")]
    public async Task Settings_of_another_project_are_from_configuration(string type)
    {
        string other = $$"""
            namespace Shared;

            public class {{type}}
            {
                public int Timeout { get; set; } = 30;
            }
            """;
        string code = $$"""
            public class Orders(Shared.{{type}} settings)
            {
                public void Prepare(HttpClient client) => client.Timeout = TimeSpan.FromSeconds(settings.Timeout);
            }
            """;
        Assert.Contains("AJ1001", await RulesFor(other, code));
    }

    [Fact]
    public async Task What_another_project_makes_of_a_time_is_not_known() =>
        Assert.DoesNotContain("AJ1001", await RulesFor(
            """
            namespace Shared;

            public class Deadline
            {
                public int Seconds { get; set; } = 30;
            }
            """,
            """
            public class Orders(Shared.Deadline deadline)
            {
                public void Prepare(HttpClient client) => client.Timeout = TimeSpan.FromSeconds(deadline.Seconds);
            }
            """));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_source_that_another_project_declares_is_made_without_its_name(bool isBuilt) =>
        Assert.Contains("AJ1003", await RulesFor(
            """
            using System.Threading;

            namespace Shared;

            public static class Sources
            {
                public static CancellationTokenSource Make() => new();
            }
            """,
            """
            public class Prices(HttpClient http)
            {
                public Task<string> Read(string url)
                {
                    var limit = Shared.Sources.Make();
                    limit = new(5000);
                    return http.GetStringAsync(url, limit.Token);
                }
            }
            """,
            isBuilt));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_context_that_another_project_has_in_a_base_class_is_the_invocations(bool isBuilt) =>
        Assert.Contains("AJ1010", await RulesFor(
            """
            using System;
            using Amazon.Lambda.Core;

            namespace Shared;

            public abstract class Function(ILambdaContext context)
            {
                protected ILambdaContext Context => context;
            }

            public static class Times
            {
                public static TimeSpan Left(ILambdaContext context) => context.RemainingTime;
            }
            """,
            """
            public class Prices(HttpClient http) : Shared.Function(null!)
            {
                public async Task<string> Read(string url)
                {
                    using CancellationTokenSource limit = new(Shared.Times.Left(Context) - TimeSpan.FromSeconds(1));
                    return await http.GetStringAsync(url, limit.Token);
                }
            }
            """,
            isBuilt));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_durable_context_that_another_project_has_in_a_base_class_runs_steps(bool isBuilt) =>
        Assert.Contains("AJ1012", await RulesFor(
            """
            using Amazon.Lambda.DurableExecution;

            namespace Shared;

            public abstract class Workflow(IDurableContext context)
            {
                protected IDurableContext Context => context;
            }
            """,
            """
            public class Prices(HttpClient http) : Shared.Workflow(null!)
            {
                public Task<string> Read(string url) => Context.StepAsync(async (_, token) => await http.GetStringAsync(url, token), "read");
            }
            """,
            isBuilt));

    [Theory]
    [InlineData("System.Net.Http.HttpClient client", true)]
    [InlineData("System.Net.Http.HttpClient client", false)]
    [InlineData("Amazon.S3.IAmazonS3 client", true)]
    [InlineData("Amazon.S3.IAmazonS3 client", false)]
    [InlineData("RestSharp.RestClient client", true)]
    [InlineData("Flurl.Http.IFlurlClient client", true)]
    [InlineData("Grpc.Core.CallInvoker client", true)]
    public async Task A_call_of_another_project_that_sends_requests_is_one_in_a_pipeline(string client, bool isBuilt) =>
        Assert.Contains("AJ1005", await RulesForPipelineAround(client, isBuilt));

    [Theory]
    [InlineData("System.IO.Stream file", true)]
    [InlineData("System.IO.Stream file", false)]
    [InlineData("Amazon.S3.Model.GetObjectResponse answer", true)]
    public async Task A_call_of_another_project_that_sends_none_is_no_call(string other, bool isBuilt) =>
        Assert.DoesNotContain("AJ1005", await RulesForPipelineAround(other, isBuilt));

    private static Task<IEnumerable<string>> RulesForPipelineAround(string parameter, bool isBuilt) => RulesFor(
        $$"""
        using System.Threading.Tasks;

        namespace Shared;

        public interface IOrders
        {
            Task<string> Read();
        }

        public class Orders({{parameter}}) : IOrders
        {
            public Task<string> Read() => Task.FromResult({{parameter.Split(' ')[1]}}.ToString()!);
        }
        """,
        """
        using Polly;

        public class Function(Shared.IOrders orders)
        {
            private readonly ResiliencePipeline _pipeline = new ResiliencePipelineBuilder().AddTimeout(TimeSpan.FromSeconds(30)).Build();

            public async Task<string> Handle() => await _pipeline.ExecuteAsync(async token => await orders.Read());
        }
        """,
        isBuilt);

    private static Task<IEnumerable<string>> RulesFor(string client) => RulesFor(
        Shared,
        $$"""
        public class Prices
        {
            private static readonly HttpClient s_client = {{client}};

            public Task<string> Read(string url) => s_client.GetStringAsync(url);
        }
        """);

    // A build references another project's assembly, and an editor its source.
    private static async Task<IEnumerable<string>> RulesFor(string other, string code, bool isBuilt = false)
    {
        CSharpCompilation shared = CSharpCompilation.Create(
            "Shared",
            [CSharpSyntaxTree.ParseText(other, cancellationToken: TestContext.Current.CancellationToken)],
            CaseReferences.Of(
                ["AmazonLambdaCore", "AmazonLambdaDurable", "PollyV8", "AwsSdkV4", "RestSharpV112", "FlurlV4", "Grpc"], LibraryAge.Newest, withRuntime: true),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        return await RulesOf(CSharpCompilation.Create(
            "TestApp",
            [
                CSharpSyntaxTree.ParseText(code, path: "/project/Code.cs", cancellationToken: TestContext.Current.CancellationToken),
                CSharpSyntaxTree.ParseText(CaseOutcome.ImplicitUsings, cancellationToken: TestContext.Current.CancellationToken),
            ],
            [.. shared.References, isBuilt ? Built(shared) : shared.ToMetadataReference()],
            shared.Options));
    }

    private static PortableExecutableReference Built(CSharpCompilation project)
    {
        using MemoryStream image = new();
        EmitResult result = project.Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    private static async Task<IEnumerable<string>> RulesOf(CSharpCompilation project)
    {
        Assert.DoesNotContain(
            project.GetDiagnostics(TestContext.Current.CancellationToken), static found => found.Severity == DiagnosticSeverity.Error);
        ImmutableArray<Diagnostic> reported =
            await project.WithAnalyzers(CaseOutcome.Analyzers).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return reported.Select(static found => found.Id);
    }
}
