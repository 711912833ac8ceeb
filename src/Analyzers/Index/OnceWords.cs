using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncJobs.Analyzers.Index;

/// <summary>
/// Tells by the text alone that code runs whenever the method around it does, so that <see cref="OnceOnly"/> need not bind it: nothing around it has
/// a condition whose words are set behind it, and it is in no lambda.
/// </summary>
internal static class OnceWords
{
    /// <summary>Whether the text leaves no doubt.</summary>
    public static bool RunWithMethod(SyntaxNode code)
    {
        for (SyntaxNode current = code; current.Parent is { } parent and not MethodDeclarationSyntax; current = parent)
        {
            bool isSure = parent switch
            {
                AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax or QueryExpressionSyntax => false,
                BinaryExpressionSyntax or AssignmentExpressionSyntax =>
                    !parent.IsKind(SyntaxKind.CoalesceExpression) && !parent.IsKind(SyntaxKind.CoalesceAssignmentExpression),
                ConditionalExpressionSyntax => false,
                IfStatementSyntax choice => choice.Condition == current || !MaySet(choice.Condition, [current]),
                BlockSyntax block => !IsGuarded(block, current),
                _ => true,
            };
            if (!isSure)
                return false;
        }

        return true;
    }

    private static bool IsGuarded(BlockSyntax block, SyntaxNode statement)
    {
        int at = block.Statements.IndexOf((StatementSyntax)statement);
        for (int guard = 0; guard < at; guard++)
        {
            if (block.Statements[guard] is IfStatementSyntax { Else: null } choice && Leaves(choice.Statement)
                && MaySet(choice.Condition, block.Statements.Skip(at)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Leaves(StatementSyntax statement) => statement switch
    {
        ReturnStatementSyntax => true,
        BlockSyntax { Statements: { Count: > 0 } statements } => Leaves(statements[statements.Count - 1]),
        _ => false,
    };

    // Whether statements set or fill anything that a condition names, or that one of its variables is made of.
    private static bool MaySet(ExpressionSyntax condition, IEnumerable<SyntaxNode> statements)
    {
        HashSet<string> asked = [.. NamesIn(condition)];
        foreach (VariableDeclaratorSyntax variable in condition.FirstAncestorOrSelf<MethodDeclarationSyntax>()?.DescendantNodes()
            .OfType<VariableDeclaratorSyntax>() ?? [])
        {
            if (variable.Initializer is { } initializer && asked.Contains(variable.Identifier.ValueText))
                asked.UnionWith(NamesIn(initializer));
        }

        return statements.SelectMany(static statement => statement.DescendantNodesAndSelf()).Any(node => node switch
        {
            AssignmentExpressionSyntax assignment => NamesIn(assignment.Left).Any(asked.Contains),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax call } => MayFill(call.Name) && NamesIn(node).Any(asked.Contains),
            InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax call } => MayFill(call.Name),
            _ => false,
        });
    }

    private static bool MayFill(SimpleNameSyntax method) =>
        Writes.IsPut(method.Identifier.ValueText) || method.Identifier.ValueText.StartsWith("Set", StringComparison.Ordinal);

    private static IEnumerable<string> NamesIn(SyntaxNode node) =>
        node.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Select(static name => name.Identifier.ValueText);
}
