using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Index;

/// <summary>Moves about in the tree of operations of one body.</summary>
internal static class OperationTree
{
    // Many ask for the method of one body. The symbols belong to the operation's own compilation, with which they go.
    private static readonly ConditionalWeakTable<IOperation, Owner> s_methods = new();

    /// <summary>The outermost operation around another: a member's body or initializer.</summary>
    public static IOperation RootOf(IOperation operation)
    {
        while (operation.Parent is { } parent)
            operation = parent;
        return operation;
    }

    /// <summary>Whether an operation is, or lies in, another one.</summary>
    public static bool Contains(IOperation outer, IOperation inner)
    {
        for (IOperation? current = inner; current is not null; current = current.Parent)
        {
            if (current == outer)
                return true;
        }

        return false;
    }

    /// <summary>What a local was given where it was declared; null if that was nothing.</summary>
    public static IOperation? InitialOf(ILocalReferenceOperation local) => InitialOf(local.Local, local);

    /// <inheritdoc cref="InitialOf(ILocalReferenceOperation)"/>
    /// <param name="local">The local.</param>
    /// <param name="near">An operation in the same body.</param>
    public static IOperation? InitialOf(ILocalSymbol local, IOperation near)
    {
        foreach (IOperation operation in RootOf(near).Descendants())
        {
            if (operation is IVariableDeclaratorOperation declarator && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local))
                return declarator.GetVariableInitializer()?.Value;
        }

        return null;
    }

    /// <summary>What is converted or stands in parentheses.</summary>
    public static IOperation? Unwrapped(IOperation? operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    break;
                default:
                    return operation;
            }
        }
    }

    /// <summary>The variable or member that an operation refers to.</summary>
    public static ISymbol? SymbolOf(IOperation? reference) => reference switch
    {
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation property => property.Property,
        IParameterReferenceOperation parameter => parameter.Parameter,
        ILocalReferenceOperation local => local.Local,
        _ => null,
    };

    /// <summary>The operation that takes a value, whatever the value is converted to on the way.</summary>
    public static IOperation? TakerOf(IOperation value)
    {
        IOperation? parent = value.Parent;
        while (parent is IConversionOperation or IParenthesizedOperation)
            parent = parent.Parent;
        return parent;
    }

    /// <summary>What the receiver behind a question mark stands for.</summary>
    public static IOperation? ReceiverOf(IConditionalAccessInstanceOperation instance)
    {
        for (IOperation? current = instance; current is not null; current = current.Parent)
        {
            if (current.Parent is IConditionalAccessOperation access && access.WhenNotNull == current)
                return access.Operation;
        }

        return null;
    }

    /// <summary>Where behind a question mark the receiver is referred to.</summary>
    public static IOperation? InstanceIn(IConditionalAccessOperation access) =>
        access.WhenNotNull.DescendantsAndSelf().FirstOrDefault(static operation => operation is IConditionalAccessInstanceOperation);

    /// <summary>What a body returns, wherever it does; without what its lambdas and local functions return.</summary>
    public static IEnumerable<IOperation> ReturnsIn(IOperation body)
    {
        foreach (IOperation child in body.ChildOperations)
        {
            if (child is IReturnOperation { ReturnedValue: { } value })
                yield return value;
            if (child is IAnonymousFunctionOperation or ILocalFunctionOperation)
                continue;

            foreach (IOperation returned in ReturnsIn(child))
                yield return returned;
        }
    }

    /// <summary>The method that returns; none for a lambda, whose callers are not known.</summary>
    public static IMethodSymbol? MethodAround(IReturnOperation returned)
    {
        IOperation? current = returned.Parent;
        while (current is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation))
            current = current.Parent;

        return current switch
        {
            IAnonymousFunctionOperation => null,
            ILocalFunctionOperation local => local.Symbol,
            _ => MethodOf(returned),
        };
    }

    /// <summary>The method or accessor in whose body an operation is, lambdas and local functions included.</summary>
    public static IMethodSymbol? MethodOf(IOperation operation) =>
        s_methods.GetValue(RootOf(operation), static root => new Owner(root)).Method;

    private static IMethodSymbol? EnclosingMethod(SemanticModel model, SyntaxNode syntax) =>
        model.GetDeclaredSymbol(syntax) as IMethodSymbol
        ?? model.GetEnclosingSymbol(syntax.SpanStart) as IMethodSymbol
        ?? model.GetEnclosingSymbol(syntax.Span.End - 1) as IMethodSymbol;

    private sealed class Owner(IOperation root)
    {
        public IMethodSymbol? Method { get; } = root.SemanticModel is { } model ? EnclosingMethod(model, root.Syntax) : null;
    }
}
