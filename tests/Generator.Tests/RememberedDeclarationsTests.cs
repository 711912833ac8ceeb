using AsyncJobs.Generator.Parsing;
using AsyncJobs.Generator.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncJobs.Generator.Tests;

/// <summary>
/// What a file's declarations say is kept while nothing but bodies changes anywhere. Whatever else is edited, in whichever file, has to lead to the
/// same output as a compiler has that sees all files for the first time.
/// </summary>
public sealed class RememberedDeclarationsTests
{
    private const string FileOfJobs = "File1.cs";
    private const string FileOfTypes = "File2.cs";
    private const string FileOfAliases = "Aliases.cs";
    private const string Aliases = "global using Number = int;";

    private static readonly string[] s_sources =
    [
        """
        namespace Acme;

        public sealed class Orders(IStock stock)
        {
            [AsyncJob(Routes.Orders, TimeoutSeconds = Routes.Seconds)]
            public Report Run(Order order, Size size, JobContext job, Number count = 1)
            {
                /*body*/
                return new(stock.Count());
            }

            [AsyncJob("POST /other")]
            public static void Other(Box<Order> box, JobContext job) { }
        }
        """,
        """
        using System.Text.Json.Serialization;

        namespace Acme;

        public static class Routes
        {
            public const string Orders = "POST /" + Name;
            public const int Seconds = 60;
            private const string Name = "orders";

            public static int Count(int from) { return from + /*body*/1; }

            public static string Text() => /*expression*/"a";
        }

        public interface IStock { int Count(); }

        public sealed class Order : Base
        {
            public Order() { /*constructor*/ }

            public string? Name { get; set; }

            public void Check()
            {
                /*method*/
            }
        }

        public abstract class Base { public int Id { get; set; } }

        public enum Size { Small, Large }

        public sealed record Report(int Rows);

        public sealed class Box<T> { public T? Item { get; set; } }

        public static class Startup
        {
            [JobServices]
            public static void Configure(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { /*services*/ }
        }
        """,
    ];

    private static readonly GeneratorRun s_start = GeneratorRun.Strict(TestProject.Of(s_sources).With(FileOfAliases, Aliases));

    [Theory]
    [InlineData(FileOfJobs, "/*body*/", "System.Console.WriteLine(order);")]
    [InlineData(FileOfTypes, "/*body*/1", "2")]
    [InlineData(FileOfTypes, "/*expression*/\"a\"", "\"b\"")]
    [InlineData(FileOfTypes, "/*constructor*/", "Name = \"none\";")]
    [InlineData(FileOfTypes, "/*method*/", "var names = new System.Collections.Generic.List<string>();")]
    [InlineData(FileOfTypes, "/*services*/", "services.Clear();")]
    public void A_body_is_edited_and_nothing_is_read_again_but_its_own_file(string file, string before, string after)
    {
        GeneratorRun edited = s_start.AfterEdit(file, text => text.Replace(before, after, StringComparison.Ordinal));

        Assert.Equal(DeclarationVersion.Of(s_start.Input), DeclarationVersion.Of(edited.Input));
        edited.Steps.AssertNothingDone();
    }

    [Theory]
    [InlineData("\"orders\"", "\"purchases\"")]
    [InlineData("Seconds = 60", "Seconds = 90")]
    [InlineData("Small, Large", "Small, Medium, Large")]
    [InlineData("public enum Size { Small, Large }", "public sealed class Size { public static Size Parse(string text) => new(); }")]
    [InlineData("interface IStock { int Count(); }", "interface IStock { int Count(); void Dispose(); }")]
    [InlineData("public interface IStock { int Count(); }", "public interface IStock : System.IDisposable { int Count(); }")]
    [InlineData("public string? Name { get; set; }", "public required string Name { get; set; }")]
    [InlineData("public string? Name { get; set; }", "[JsonPropertyName(\"title\")] public string? Name { get; set; }")]
    [InlineData("public int Id { get; set; }", "[JsonIgnore] public int Id { get; set; }")]
    [InlineData("public sealed class Order", "internal sealed class Order")]
    [InlineData("public sealed record Report(int Rows);", "public sealed record Report(int Rows, string Url);")]
    [InlineData("Configure(Microsoft", "Compose(Microsoft")]
    [InlineData("[JobServices]", "")]
    [InlineData("public sealed record Report", "namespace OrdersRunJob { public class Taken; }\npublic sealed record Report")]
    [InlineData("public void Check()\n    {\n        /*method*/\n    }", "public void Check()\n    {\n#nullable disable\n    }\n    public string Text { get; set; }")]
    [InlineData("/*services*/ }", "/*services*/ } }\npublic sealed class More { void M() { }")]
    public void Something_else_is_edited_and_all_is_read_again(string before, string after)
    {
        GeneratorRun edited = s_start.AfterEdit(FileOfTypes, text => text.Replace(before, after, StringComparison.Ordinal));

        string[] sources = [s_sources[0], s_sources[1].Replace(before, after, StringComparison.Ordinal)];
        Assert.NotEqual(DeclarationVersion.Of(s_start.Input), DeclarationVersion.Of(edited.Input));
        Assert.Equal(GeneratorRun.Plain(TestProject.Of(sources).With(FileOfAliases, Aliases)).Files, edited.Files);
    }

    [Fact]
    public void A_name_that_one_file_declares_for_all_is_read_again()
    {
        string aliases = Aliases.Replace("int", "long", StringComparison.Ordinal);

        GeneratorRun edited = s_start.AfterEdit(FileOfAliases, _ => aliases);

        Assert.Equal(GeneratorRun.Plain(TestProject.Of(s_sources).With(FileOfAliases, aliases)).Files, edited.Files);
        Assert.NotEqual(s_start.Files, edited.Files);
    }

    [Fact]
    public void A_type_that_another_file_declares_nearer_is_seen()
    {
        GeneratorRun edited = s_start.Again(s_start.Input.AddSyntaxTrees(
            CSharpSyntaxTree.ParseText(
                "namespace Acme { public sealed class DateTime { public int Day { get; set; } } }",
                (CSharpParseOptions)s_start.Input.SyntaxTrees[0].Options,
                cancellationToken: TestContext.Current.CancellationToken)));

        Assert.NotEqual(DeclarationVersion.Of(s_start.Input), DeclarationVersion.Of(edited.Input));
    }

    [Fact]
    public void Other_references_options_and_names_are_another_version()
    {
        CSharpCompilation start = s_start.Input;

        Assert.Equal(4, new[]
        {
            start,
            start.RemoveReferences(start.References.First()),
            start.WithOptions(start.Options.WithOverflowChecks(true)),
            start.WithAssemblyName("Other"),
        }.Select(DeclarationVersion.Of).Distinct().Count());
        Assert.Equal(DeclarationVersion.Of(start), DeclarationVersion.Of(start.Clone()));
    }

    [Fact]
    public void An_edit_that_is_taken_back_has_the_first_output_again()
    {
        GeneratorRun edited = s_start.AfterEdit(FileOfTypes, text => text.Replace("Seconds = 60", "Seconds = 90", StringComparison.Ordinal));
        GeneratorRun back = edited.AfterEdit(FileOfTypes, text => text.Replace("Seconds = 90", "Seconds = 60", StringComparison.Ordinal));

        Assert.NotEqual(s_start.Files, edited.Files);
        Assert.Equal(s_start.Files, back.Files);
    }
}
