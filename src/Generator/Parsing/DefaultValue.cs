using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncJobs.Generator.Parsing;

/// <summary>Reads the default values of parameters.</summary>
internal static class DefaultValue
{
    /// <summary>A parameter's default as a C# literal; null where it has none that can be written as a constant.</summary>
    /// <remarks>
    /// To ask the compiler for a default makes it bind the expression, which costs more than all else about a parameter
    /// and again after every edit. Plain literals of the parameter's own type need no binding.
    /// </remarks>
    public static string? Of(IParameterSymbol parameter)
    {
        if (parameter.DeclaringSyntaxReferences.Length != 1 || parameter.DeclaringSyntaxReferences[0].GetSyntax() is not ParameterSyntax syntax)
            return OfBound(parameter);

        if (syntax.Default is null)
            return syntax.AttributeLists.Count == 0 ? null : OfBound(parameter);

        string? written = syntax.Default.Value is LiteralExpressionSyntax literal ? OfLiteral(literal, parameter.Type) : null;
        return written ?? OfBound(parameter);
    }

    private static string? OfLiteral(LiteralExpressionSyntax literal, ITypeSymbol type)
    {
        bool isNullable = !type.IsValueType || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
        switch (literal.Kind())
        {
            case SyntaxKind.NullLiteralExpression when isNullable:
                return "null";
            case SyntaxKind.DefaultLiteralExpression:
                return isNullable ? "null" : "default";
        }

        object? value = literal.Token.Value;
        bool isOwnType = type.SpecialType switch
        {
            SpecialType.System_String => value is string,
            SpecialType.System_Boolean => value is bool,
            SpecialType.System_Int32 => value is int,
            SpecialType.System_Int64 => value is long,
            SpecialType.System_Double => value is double,
            _ => false,
        };
        return isOwnType ? Literal.Of(value) : null;
    }

    private static string? OfBound(IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue)
            return null;

        object? value = parameter.ExplicitDefaultValue;
        ITypeSymbol type = parameter.Type;
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            type = nullable.TypeArguments[0];
        else if (value is null)
            return type.IsValueType ? "default" : "null";

        return value is not null && type.TypeKind == TypeKind.Enum
            ? Literal.OfEnum((INamedTypeSymbol)type, value, ExternAliases.Of(parameter))
            : Literal.Of(value);
    }
}
