using System.Collections.Immutable;
using AsyncJobs.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncJobs.Generator.Tests;

/// <summary>Two projects with jobs, one root namespace, and internals that one shows to the other.</summary>
public sealed class NeighboursTests
{
    private const string Http = """
        namespace Microsoft.Extensions.DependencyInjection
        {
            public interface IHttpClientBuilder { }

            public static class HttpClientBuilderExtensions
            {
                public static IHttpClientBuilder ConfigureHttpClient(this IHttpClientBuilder builder, System.Action<System.Net.Http.HttpClient> configure) => builder;

                public static IHttpClientBuilder AddHttpMessageHandler(this IHttpClientBuilder builder, System.Func<System.Net.Http.DelegatingHandler> make) => builder;
            }
        }
        """;

    private const string Friends = """[assembly: System.Runtime.CompilerServices.InternalsVisibleTo("App")]""";

    private const string Lib = """
        namespace My.Shop;

        internal static class Jobs
        {
            [AsyncJob("POST /lib")]
            internal static int Run(JobContext job) => 1;
        }
        """;

    private const string App = """
        namespace My.Shop;

        internal static class Jobs
        {
            [AsyncJob("POST /app")]
            internal static int Run(JobContext job) => 2;
        }

        internal static class Program
        {
            internal static int Main()
            {
                _ = global::My.Shop.AppJobs.App;
                return AppJobs.All.Count + JobsRunJob.Definition.MaxAttempts;
            }
        }
        """;

    private static readonly MetadataReference s_http = GeneratorRun.Plain(TestProject.Of(Http) with { AssemblyName = "Http" }).ToReference();

    [Fact]
    public async Task Each_has_its_own_classes_and_nobody_is_warned()
    {
        TestProject app = Project("App", App) with { References = [Compile(Friends, Lib)], UserWarnings = ["CS0436"] };

        GeneratorRun run = GeneratorRun.Strict(app);

        // Only an assembly's own suppressors can silence what the compiler says of the user's own file.
        CompilationWithAnalyzersOptions options = new(
            new AnalyzerOptions([], app.Options), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        Assert.Equal(3, run.Output.GetDiagnostics(TestContext.Current.CancellationToken).Count(static diagnostic => diagnostic is { Id: "CS0436", IsSuppressed: false }));
        ImmutableArray<Diagnostic> diagnostics =
            await run.Output.WithAnalyzers(Product.Analyzers, options).GetAllDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Empty(diagnostics.Where(static diagnostic => diagnostic is { IsSuppressed: false, DefaultSeverity: not DiagnosticSeverity.Hidden }));
    }

    [Fact]
    public async Task A_class_of_the_users_own_is_still_warned_of()
    {
        const string twice = "namespace My.Shop; internal static class Tool { internal const int Size = 1; }";
        TestProject app = Project("App", App, twice, "namespace My.Shop; internal static class User { internal const int Twice = 2 * Tool.Size; }") with
        {
            References = [Compile(Friends, Lib, twice)],
        };
        GeneratorRun run = GeneratorRun.Plain(app);

        CompilationWithAnalyzersOptions options = new(
            new AnalyzerOptions([], app.Options), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        ImmutableArray<Diagnostic> diagnostics =
            await run.Output.WithAnalyzers(Product.Analyzers, options).GetAllDiagnosticsAsync(TestContext.Current.CancellationToken);
        Diagnostic left = Assert.Single(diagnostics, static diagnostic => diagnostic is { Id: "CS0436", IsSuppressed: false });
        Assert.Contains("'Tool'", left.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void What_extends_the_libraries_of_both_is_found_once()
    {
        const string use = """
            using Microsoft.Extensions.DependencyInjection;

            namespace My.Shop;

            internal static class Startup
            {
                internal static void Configure(IHttpClientBuilder builder) => builder.AddBudget("pricing");
            }
            """;
        GeneratorRun lib = GeneratorRun.Strict(Project("Lib", Friends, use) with { References = [s_http] });
        Assert.Contains("[global::Microsoft.CodeAnalysis.Embedded]\n", lib.Files["AsyncJobs.HttpClientBuilder.g.cs"], StringComparison.Ordinal);
        Assert.Contains("AsyncJobs.Embedded.g.cs", lib.Files.Keys);

        GeneratorRun app = GeneratorRun.Strict(Project("App", use) with { References = [s_http, lib.ToReference()] });
        Assert.Equal(["AsyncJobs.HttpClientBuilder.g.cs"], app.Files.Keys);
        Assert.DoesNotContain("Embedded", app.Files["AsyncJobs.HttpClientBuilder.g.cs"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("internal sealed partial class")]
    [InlineData("internal sealed class")]
    public void The_attribute_that_hides_them_may_be_there_already(string declaration)
    {
        GeneratorRun lib = GeneratorRun.Strict(
            Project("Lib", Friends, $"namespace Microsoft.CodeAnalysis {{ {declaration} EmbeddedAttribute : Attribute {{ }} }}") with { References = [s_http] });

        Assert.Equal(["AsyncJobs.HttpClientBuilder.g.cs"], lib.Files.Keys);
    }

    private static TestProject Project(string name, params string[] sources) =>
        TestProject.Of(sources) with { AssemblyName = name, RootNamespace = "My.Shop" };

    private static MetadataReference Compile(params string[] sources) => GeneratorRun.Strict(Project("Lib", sources)).ToReference();
}
