using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncJobs.Analyzers.Index;

/// <summary>Reads declarations of members and types.</summary>
internal static class Declarations
{
    /// <summary>The initializer in the declaration of a field or property.</summary>
    public static EqualsValueClauseSyntax? InitializerOf(SyntaxReference declaration, CancellationToken cancellationToken) =>
        declaration.GetSyntax(cancellationToken) switch
        {
            VariableDeclaratorSyntax variable => variable.Initializer,
            PropertyDeclarationSyntax property => property.Initializer,
            _ => null,
        };

    /// <summary>Whether it is a constructor that the head of its type declares, whose parameters all members see.</summary>
    public static bool IsPrimary(IMethodSymbol method, CancellationToken cancellationToken) =>
        method.MethodKind == MethodKind.Constructor
        && method.DeclaringSyntaxReferences is { Length: 1 } references
        && references[0].GetSyntax(cancellationToken) is TypeDeclarationSyntax;

    /// <summary>Of a record the parameters of its head are properties.</summary>
    public static IEnumerable<IPropertySymbol> PropertiesOf(IParameterSymbol parameter, CancellationToken cancellationToken) =>
        parameter.ContainingSymbol is IMethodSymbol { ContainingType: { } type } method && IsPrimary(method, cancellationToken)
            ? type.GetMembers(parameter.Name).OfType<IPropertySymbol>()
            : [];

    /// <summary>Whether a property's getter computes what it returns.</summary>
    public static bool HasBody(IMethodSymbol getter, CancellationToken cancellationToken)
    {
        foreach (SyntaxReference reference in getter.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellationToken)
                is ArrowExpressionClauseSyntax
                or AccessorDeclarationSyntax { Body: not null } or AccessorDeclarationSyntax { ExpressionBody: not null })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a property is a parameter of a record's head.</summary>
    public static bool IsPositional(IPropertySymbol property, CancellationToken cancellationToken) =>
        property.DeclaringSyntaxReferences is { Length: 1 } references && references[0].GetSyntax(cancellationToken) is ParameterSyntax;

    /// <summary>The simple name by which a type is written; null where it has none, such as an array.</summary>
    public static string? NameOf(TypeSyntax type) => type switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        NullableTypeSyntax nullable => NameOf(nullable.ElementType),
        _ => null,
    };
}
