using System.Collections.Immutable;
using System.Text.RegularExpressions;
using AsyncJobs.Docs.Tests.Pages;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncJobs.Docs.Tests.Code;

/// <summary>
/// The code of a block, made whole: what it leaves out (<c>…</c>, the bodies of methods) is filled in, and what it is part of is put around it.
/// </summary>
internal sealed partial class Example
{
    private const string Throw = "throw new NotImplementedException();";

    private Example(Block block, Shape shape, ImmutableArray<string> sources)
    {
        Block = block;
        Shape = shape;
        Sources = sources;
    }

    public Block Block { get; }

    public Shape Shape { get; }

    /// <summary>The ways to make a source file of it, of which one has to do.</summary>
    public ImmutableArray<string> Sources { get; }

    /// <summary>Settings of the project that comments name, such as <c>&lt;LangVersion&gt;9&lt;/LangVersion&gt;</c>.</summary>
    public ImmutableDictionary<string, string> Properties =>
        PropertyComment().Matches(Block.Text).ToImmutableDictionary(static match => match.Groups[1].Value, static match => match.Groups[2].Value);

    public static Example Of(Block block)
    {
        string text = FillIn(block.Text);
        CompilationUnitSyntax parsed = SyntaxFactory.ParseCompilationUnit(text);
        bool hasStatements = parsed.Members.Any(static member => member is GlobalStatementSyntax);
        Shape shape =
            !parsed.GetDiagnostics().Any() && parsed.Members.All(static member => member is BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax) ? Shape.File
            : parsed.Usings.Any() && hasStatements ? Shape.Program
            : IsMembers(parsed) ? Shape.Members
            : Shape.Statements;
        return new Example(block, shape, shape switch
        {
            Shape.Members => [InClass(text)],
            Shape.Statements => [.. InMethods(text)],
            _ => [text],
        });
    }

    private static bool IsMembers(CompilationUnitSyntax parsed)
    {
        SyntaxKind first = parsed.GetFirstToken().Kind();
        return first is SyntaxKind.OpenBracketToken || SyntaxFacts.IsAccessibilityModifier(first);
    }

    private static string FillIn(string text)
    {
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].Trim() != "…")
                continue;

            string? next = lines.Skip(i + 1).FirstOrDefault(static line => line.Trim().Length > 0);
            lines[i] = next is null || next.Trim() == "}" ? Throw : "Elided.Here();";
        }

        return string.Join('\n', lines).Replace("{ … }", "{ " + Throw + " }", StringComparison.Ordinal).Replace("(…)", "(default!)", StringComparison.Ordinal);
    }

    private static string InClass(string text)
    {
        if (text.TrimEnd().EndsWith(']'))
            text += $"\npublic static Task Run({RouteParameters(text)}CancellationToken cancellationToken)";

        const string Open = "public class Example\n{\n";
        CompilationUnitSyntax parsed = SyntaxFactory.ParseCompilationUnit(Open + text + "\n}");
        MethodDeclarationSyntax[] methods = [.. parsed.DescendantNodes().OfType<MethodDeclarationSyntax>()];
        foreach (MethodDeclarationSyntax method in methods.Where(static method => method.Body is null && method.ExpressionBody is null).Reverse())
        {
            string body = method.Modifiers.Any(SyntaxKind.AsyncKeyword) ? " { await Task.Yield(); " + Throw + " }" : " { " + Throw + " }";
            text = text.Insert(method.ParameterList.Span.End - Open.Length, body);
        }

        bool isStatic = methods.All(static method => method.Modifiers.Any(SyntaxKind.StaticKeyword));
        return (isStatic ? "public static class Example\n{\n" : $"public sealed class Example({Used(Names.Services, text, ", ")})\n{{\n")
            + Used(Names.Fields, text, "\n") + "\n" + text + "\n}\n";
    }

    private static IEnumerable<string> InMethods(string text)
    {
        bool isAsync = text.Contains("await ", StringComparison.Ordinal);
        string[] results = ReturnOfValue().IsMatch(text) ? ["string", "Quote"] : ["void"];
        foreach (string result in results)
        {
            string type = (isAsync, result) switch
            {
                (true, "void") => "async Task",
                (true, _) => $"async Task<{result}>",
                _ => result,
            };
            foreach (string end in result == "void" ? [""] : new[] { "", Throw })
            {
                yield return $$"""
                    public sealed class Example({{Used(Names.Services, text, ", ")}})
                    {
                        {{Used(Names.Fields, text, "\n")}}

                        public {{type}} Run({{Used(Names.Parameters, text, ", ")}})
                        {
                    {{text}}
                    {{end}}
                        }
                    }
                    """;
            }
        }
    }

    // A name that the code declares itself is not one of its surroundings.
    private static string Used(ImmutableDictionary<string, string> declarations, string text, string separator)
    {
        CompilationUnitSyntax parsed = SyntaxFactory.ParseCompilationUnit(text);
        string[] declared = [.. parsed.DescendantNodes().Select(static node => node switch
        {
            VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
            ParameterSyntax parameter => parameter.Identifier.ValueText,
            _ => "",
        })];
        return string.Join(
            separator,
            from name in parsed.DescendantNodes().OfType<IdentifierNameSyntax>().Select(static name => name.Identifier.ValueText).Distinct()
            where declarations.ContainsKey(name) && !declared.Contains(name)
            select declarations[name]);
    }

    private static string RouteParameters(string text) => string.Concat(
        from Match placeholder in Placeholder().Matches(text)
        let name = placeholder.Groups[1].Value
        select $"[AsyncJobs.Parameters.FromRoute(Name = \"{name}\")] string {name.Replace("-", "", StringComparison.Ordinal)}, ");

    [GeneratedRegex(@"\{([a-z-]+)\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\breturn [^;]")]
    private static partial Regex ReturnOfValue();

    [GeneratedRegex(@"//.*?<(\w+)>([^<]*)</\1>")]
    private static partial Regex PropertyComment();
}
