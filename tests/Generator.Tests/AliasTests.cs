using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests;

/// <summary>The short names of namespaces in generated code get in nobody's way, and nobody in theirs.</summary>
public sealed class AliasTests
{
    private static readonly string[] s_aliases = [.. typeof(Emit.Aliases).GetProperties().Select(static property => property.Name)];

    [Theory]
    [InlineData("namespace Acme;")]
    [InlineData("namespace Acme.Jobs.Tasks;")]
    [InlineData("")]
    public void A_users_types_parameters_and_global_aliases_may_have_the_same_names(string declaration)
    {
        string types = string.Concat(s_aliases.Select(static alias => $"public sealed class {alias} {{ }}\n"));
        string parameters = string.Concat(s_aliases.Select(static alias => $"int {alias}, "));
        string usings = string.Concat(s_aliases.Select(static alias => $"global using {alias} = System.Text.StringBuilder;\n"));
        string job = $$"""
            {{declaration}}

            public interface IClock;

            public static class Clash
            {
                [AsyncJob("POST /clash")]
                public static List<int> Run({{parameters}}List<int> many, System.Uri body, IClock clock, JobContext job) => many;

                [JobServices]
                public static void Configure(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { }
            }
            """;

        GeneratorRun.Strict(TestProject.Of(job + "\n" + types));
        GeneratorRun.Strict(TestProject.Of(job).With("Usings.cs", usings));
    }

    [Fact]
    public void Only_those_that_a_file_uses_are_declared()
    {
        GeneratorRun run = GeneratorRun.Strict("namespace Acme; public static class Jobs { [AsyncJob(\"POST /one\")] public static void Run(JobContext job) { } }");

        foreach (string file in run.Files.Values)
        {
            foreach (string alias in s_aliases)
                Assert.Equal(file.Contains($"    using {alias} = ", StringComparison.Ordinal), file.Contains(alias + "::", StringComparison.Ordinal));
        }
    }
}
