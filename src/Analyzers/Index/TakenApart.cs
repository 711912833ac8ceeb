using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Index;

/// <summary>Objects that a method named Deconstruct takes apart: in a deconstruction, a loop or a positional pattern.</summary>
internal sealed class TakenApart(CodeIndex code)
{
    // What the text of a file has that takes something apart: var (a, b), (a, b) = c, is (var a, _), (_, var b). To walk a file makes all its nodes.
    private static readonly string[] s_signs = ["var (", ") = ", ", var ", ", _", " is (", "case ("];

    private readonly object _gate = new();
    private ImmutableArray<IOperation>? _parts;

    /// <summary>What the parts go into that a parameter of Deconstruct gives out: the targets of deconstructions, and patterns.</summary>
    public IEnumerable<IOperation> TakersOf(IParameterSymbol parameter, CancellationToken cancellationToken) =>
        Parts(cancellationToken).Where(part => SymbolEqualityComparer.Default.Equals(ParameterFor(part), parameter));

    /// <summary>The parameter of Deconstruct that gives a target of a deconstruction, or a pattern, its value; null if none does.</summary>
    public static IParameterSymbol? ParameterFor(IOperation part)
    {
        if (part is IPatternOperation pattern)
        {
            return pattern.Parent is IRecursivePatternOperation { DeconstructSymbol: IMethodSymbol taking } whole
                ? ParameterAt(taking, whole.DeconstructionSubpatterns.IndexOf(pattern))
                : null;
        }

        return part.Parent is ITupleOperation targets && InfoOf(targets) is { Method: { } method }
            ? ParameterAt(method, targets.Elements.IndexOf(part))
            : null;
    }

    /// <summary>What is taken apart into a target or pattern: an object, or a collection of them; null where it is itself a part of one.</summary>
    public static IOperation? ObjectOf(IOperation part)
    {
        if (part is IPatternOperation)
            return part.Parent is IPatternOperation whole ? PatternInputs.Of(whole) : null;

        IOperation? outer = part.Parent?.Parent;
        while (outer is IConversionOperation or IDeclarationExpressionOperation)
            outer = outer.Parent;
        return outer switch
        {
            IDeconstructionAssignmentOperation deconstruction => deconstruction.Value,
            IForEachLoopOperation loop => loop.Collection,
            _ => null,
        };
    }

    /// <summary>The property of a record that a parameter of its Deconstruct gives out; null where a method of the project's own does.</summary>
    public static IPropertySymbol? PropertyFor(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol { IsImplicitlyDeclared: true, ContainingType: { } type }
            ? type.GetMembers(parameter.Name).OfType<IPropertySymbol>().FirstOrDefault()
            : null;

    /// <summary>The parameter of a record's Deconstruct that gives out one of its head; null for none.</summary>
    public static IParameterSymbol? ParameterOf(IParameterSymbol head) =>
        head.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters.Length: var length } constructor
        && constructor.ContainingType is { IsRecord: true } type
            ? type.GetMembers(WellKnownMemberNames.DeconstructMethodName).OfType<IMethodSymbol>()
                .FirstOrDefault(method => method.IsImplicitlyDeclared && method.Parameters.Length == length)?.Parameters[head.Ordinal]
            : null;

    private static IParameterSymbol? ParameterAt(IMethodSymbol method, int index)
    {
        int ordinal = index + (method is { IsExtensionMethod: true, ReducedFrom: null } ? 1 : 0);
        return index >= 0 && ordinal < method.Parameters.Length ? method.Parameters[ordinal].OriginalDefinition : null;
    }

    // Of targets within targets the outer ones are taken apart first.
    private static DeconstructionInfo? InfoOf(ITupleOperation targets)
    {
        IOperation? outer = targets.Parent;
        while (outer is IConversionOperation or IDeclarationExpressionOperation)
            outer = outer.Parent;
        switch (outer)
        {
            case IDeconstructionAssignmentOperation { Syntax: AssignmentExpressionSyntax syntax }:
                return outer.SemanticModel?.GetDeconstructionInfo(syntax);
            case IForEachLoopOperation { Syntax: ForEachVariableStatementSyntax syntax }:
                return outer.SemanticModel?.GetDeconstructionInfo(syntax);
            case ITupleOperation around when InfoOf(around) is { Nested: var nested }
                && around.Elements.IndexOf(targets) is var index && index >= 0 && index < nested.Length:
                return nested[index];
            default:
                return null;
        }
    }

    private ImmutableArray<IOperation> Parts(CancellationToken cancellationToken)
    {
        lock (_gate)
            return _parts ??= [.. Find(cancellationToken)];
    }

    // No word tells them: whoever asks has looked everywhere else.
    private IEnumerable<IOperation> Find(CancellationToken cancellationToken)
    {
        int bound = 0;
        foreach (SyntaxNode node in code.Compilation.SyntaxTrees
            .Where(tree => MayTakeApart(tree.GetText(cancellationToken).ToString()))
            .SelectMany(tree => tree.GetRoot(cancellationToken).DescendantNodes()))
        {
            if (!TakesApart(node) || ++bound > SearchLimits.MostMentions || code.OperationOf(node, cancellationToken) is not { } operation)
                continue;

            foreach (IOperation part in operation.DescendantsAndSelf())
            {
                if (part is IPatternOperation { Parent: IRecursivePatternOperation { DeconstructSymbol: not null } }
                    || part.Parent is ITupleOperation)
                {
                    yield return part;
                }
            }
        }
    }

    private static bool MayTakeApart(string text) => Array.Exists(s_signs, sign => text.IndexOf(sign, StringComparison.Ordinal) >= 0);

    private static bool TakesApart(SyntaxNode node) => node switch
    {
        AssignmentExpressionSyntax assignment => assignment.Right is not TupleExpressionSyntax
            && assignment.Left is TupleExpressionSyntax or DeclarationExpressionSyntax { Designation: ParenthesizedVariableDesignationSyntax },
        ForEachVariableStatementSyntax => true,
        RecursivePatternSyntax pattern => pattern.PositionalPatternClause is not null,
        _ => false,
    };
}
