using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests;

/// <summary>The code of the pages on Lambda and on Annotations, compiled with what is generated for it.</summary>
public sealed class DocumentedLambdaTests
{
    private const string Job = """
        public static class Jobs
        {
            [AsyncJob("POST /link-checks")]
            public static void Check(JobContext job) { }
        }
        """;

    private const string Annotations = """
        namespace Amazon.Lambda.Annotations
        {
            [AttributeUsage(AttributeTargets.Method)]
            public class LambdaFunctionAttribute : Attribute;

            [AttributeUsage(AttributeTargets.Assembly)]
            public class LambdaGlobalPropertiesAttribute : Attribute
            {
                public bool GenerateMain { get; set; }
            }
        }

        namespace Amazon.Lambda.Annotations.APIGateway
        {
            public enum LambdaHttpMethod { Any, Get, Post }

            [AttributeUsage(AttributeTargets.Method)]
            public class HttpApiAttribute(LambdaHttpMethod method, string template) : Attribute
            {
                public LambdaHttpMethod Method { get; } = method;

                public string Template { get; } = template;
            }

            [AttributeUsage(AttributeTargets.Parameter)]
            public class FromRouteAttribute : Attribute
            {
                public string? Name { get; set; }
            }

            [AttributeUsage(AttributeTargets.Parameter)]
            public class FromBodyAttribute : Attribute;
        }
        """;

    private const string Store = """
        public sealed record Product(string Id);

        public sealed class ProductStore
        {
            public Product? Find(string shop, string id) => new(shop + id);

            public Task PutAsync(string shop, Product product, CancellationToken cancellationToken) => Task.Delay(shop.Length + product.Id.Length, cancellationToken);
        }

        internal static class Services
        {
            [JobServices]
            internal static void Configure(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { }
        }
        """;

    [Fact]
    public void The_program_of_an_executable_runs_the_jobs() =>
        GeneratorRun.Strict(Program(BlocksOf("lambda.md")[0], Job));

    [Fact]
    public void The_handlers_of_a_class_library_are_those_that_are_described()
    {
        GeneratorRun run = GeneratorRun.Strict(AmazonLambda.Core, Job);
        string[] described = [.. BlocksOf("lambda.md")[1].Split('\n').Where(static line => line.Contains("Task<Stream> ", StringComparison.Ordinal)).Select(static line => line.Split("Task<Stream> ")[1].Split('(')[0])];

        Assert.Equal(5, described.Length);
        Assert.All(described, name => Assert.Contains(run.Files.Values, text => text.Contains($"Task<IO::Stream> {name}(", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_client_of_the_services_is_the_dispatcher()
    {
        GeneratorRun run = GeneratorRun.Strict(Library(
            AmazonLambda.Client,
            BlocksOf("lambda.md")[2],
            Job,
            "internal static class LambdaClients { internal static Amazon.Lambda.IAmazonLambda InRegion(string region) => throw new NotSupportedException(region); }"));

        Assert.Contains("CreateJobDispatcher(client, functionName)", run.FileOf("AppJobs"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_and_a_job_are_in_one_class()
    {
        GeneratorRun run = GeneratorRun.Strict(Library(Annotations, BlocksOf("lambda-annotations.md")[0], Store));

        Assert.Contains("args.Route(\"shop-id\")", run.FileOf("ProductFunctionsImportJob"), StringComparison.Ordinal);
    }

    [Fact]
    public void One_main_decides_between_functions_and_jobs()
    {
        TestProject project = Program(
            BlocksOf("lambda-annotations.md")[2],
            Job,
            Annotations,
            "[assembly: Amazon.Lambda.Annotations.LambdaGlobalProperties(GenerateMain = true)] public class GeneratedProgram { public static async Task Main(string[] args) => await Task.Yield(); }");

        GeneratorRun.Strict(project with { MainType = "Shop.Hosting.Program" });
    }

    // The usings that stand in front of every file here are in the documented ones, too.
    private static TestProject Library(params string[] sources) => TestProject.Of(sources) with { UserWarnings = ["CS0105"] };

    private static TestProject Program(params string[] sources) => TestProject.Of(sources) with { IsExecutable = true, RootNamespace = "" };

    private static string[] BlocksOf(string page) =>
    [
        .. File.ReadAllText(RepositoryRoot.Combine("docs", "guides", page))
            .ReplaceLineEndings("\n")
            .Split("```csharp\n")
            .Skip(1)
            .Select(static block => block[..block.IndexOf("```", StringComparison.Ordinal)]),
    ];
}
