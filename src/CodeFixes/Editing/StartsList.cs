using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncJobs.CodeFixes.Editing;

/// <summary>Writes names into the Starts of an [AsyncJob], whichever way the list is written.</summary>
internal static class StartsList
{
    private const string Property = "Starts";

    /// <summary>Adds names that are not there. Those of jobs need no escapes.</summary>
    public static void Add(Edit edit, AttributeSyntax attribute, IEnumerable<string> names)
    {
        string items = string.Join(", ", names.Select(static name => $"\"{name}\""));
        AttributeArgumentSyntax? starts = attribute.ArgumentList?.Arguments.FirstOrDefault(argument =>
            argument.NameEquals?.Name.Identifier.ValueText == Property);
        SyntaxNode? last = starts is null ? null : LastOf(starts.Expression);
        string list = List(attribute, items);
        if (last is not null)
            edit.Insert(attribute.SyntaxTree, last.Span.End, ", " + items);
        else if (starts is not null)
            edit.Replace(starts.Expression, list);
        else if (attribute.ArgumentList is { Arguments: { Count: > 0 } arguments })
            edit.Insert(attribute.SyntaxTree, arguments.Last().Span.End, $", {Property} = {list}");
        else if (attribute.ArgumentList is { } empty)
            edit.Insert(attribute.SyntaxTree, empty.OpenParenToken.Span.End, $"{Property} = {list}");
        else
            edit.Insert(attribute.SyntaxTree, attribute.Span.End, $"({Property} = {list})");
    }

    private static SyntaxNode? LastOf(ExpressionSyntax list) => list switch
    {
        CollectionExpressionSyntax collection => collection.Elements.LastOrDefault(),
        ArrayCreationExpressionSyntax array => array.Initializer?.Expressions.LastOrDefault(),
        ImplicitArrayCreationExpressionSyntax array => array.Initializer.Expressions.LastOrDefault(),
        _ => null,
    };

    private static string List(AttributeSyntax attribute, string items) =>
        ((CSharpParseOptions)attribute.SyntaxTree.Options).LanguageVersion >= LanguageVersion.CSharp12 ? $"[{items}]" : $"new[] {{ {items} }}";
}
