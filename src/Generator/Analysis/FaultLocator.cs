using AsyncJobs.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AsyncJobs.Generator.Analysis;

/// <summary>Finds the text that a fault is about, as narrow as it can be told.</summary>
internal static class FaultLocator
{
    public static Location Locate(FaultSite site, CancellationToken cancellationToken)
    {
        if (site.Symbol is { } symbol)
            return (site.Part == FaultPart.Type ? TypeOf(symbol, cancellationToken) : null) ?? symbol.Locations[0];

        if (site.Attribute?.ApplicationSyntaxReference?.GetSyntax(cancellationToken) is not AttributeSyntax attribute)
            return Location.None;

        return site.Part switch
        {
            FaultPart.Route => RouteOf(attribute, site.Detail),
            FaultPart.Property => PropertyOf(attribute, site.Detail).GetLocation(),
            FaultPart.Element => ElementOf(PropertyOf(attribute, site.Detail), site.Index).GetLocation(),
            _ => attribute.GetLocation(),
        };
    }

    private static Location? TypeOf(ISymbol symbol, CancellationToken cancellationToken)
    {
        if (symbol.DeclaringSyntaxReferences.Length == 0)
            return null;

        return symbol.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken) switch
        {
            ParameterSyntax { Type: { } type } => type.GetLocation(),
            MethodDeclarationSyntax method => method.ReturnType.GetLocation(),
            _ => null,
        };
    }

    private static Location RouteOf(AttributeSyntax attribute, string? detail)
    {
        if (attribute.ArgumentList is null)
            return attribute.GetLocation();

        foreach (AttributeArgumentSyntax argument in attribute.ArgumentList.Arguments)
        {
            if (argument.NameEquals is not null)
                continue;

            return detail is not null && argument.Expression is LiteralExpressionSyntax literal
                ? Within(literal, detail)
                : argument.Expression.GetLocation();
        }

        return attribute.GetLocation();
    }

    private static SyntaxNode PropertyOf(AttributeSyntax attribute, string? name)
    {
        if (attribute.ArgumentList is not null)
        {
            foreach (AttributeArgumentSyntax argument in attribute.ArgumentList.Arguments)
            {
                if (argument.NameEquals?.Name.Identifier.ValueText == name)
                    return argument;
            }
        }

        return attribute;
    }

    // Where the list is not written out, the property as a whole is meant.
    private static SyntaxNode ElementOf(SyntaxNode property, int index)
    {
        ExpressionSyntax? list = (property as AttributeArgumentSyntax)?.Expression;
        InitializerExpressionSyntax? initializer = list switch
        {
            ArrayCreationExpressionSyntax array => array.Initializer,
            ImplicitArrayCreationExpressionSyntax array => array.Initializer,
            _ => null,
        };
        if (list is CollectionExpressionSyntax collection)
            return index < collection.Elements.Count ? collection.Elements[index] : property;
        return initializer is not null && index < initializer.Expressions.Count ? initializer.Expressions[index] : property;
    }

    // A literal with escapes may not contain the text as such; then the literal as a whole is meant.
    private static Location Within(LiteralExpressionSyntax literal, string text)
    {
        SyntaxToken token = literal.Token;
        int start = token.IsKind(SyntaxKind.StringLiteralToken) ? token.Text.IndexOf(text, StringComparison.Ordinal) : -1;
        return start < 0 ? literal.GetLocation() : Location.Create(token.SyntaxTree!, new TextSpan(token.SpanStart + start, text.Length));
    }
}
