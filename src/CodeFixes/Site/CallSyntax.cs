using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncJobs.CodeFixes.Site;

/// <summary>Finds calls by the names in them.</summary>
internal static class CallSyntax
{
    /// <summary>The call that a name is the name of; null if it is not called there.</summary>
    public static InvocationExpressionSyntax? OfName(SimpleNameSyntax name)
    {
        ExpressionSyntax called = Whole(name);
        return called.Parent is InvocationExpressionSyntax invocation && invocation.Expression == called ? invocation : null;
    }

    /// <summary>A name with what it is a member of.</summary>
    public static ExpressionSyntax Whole(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Name == name => access,
        MemberBindingExpressionSyntax binding => binding,
        _ => name,
    };

    /// <summary>The expression inside of parentheses and suppressions.</summary>
    public static ExpressionSyntax Bare(ExpressionSyntax expression)
    {
        while (true)
        {
            switch (expression)
            {
                case ParenthesizedExpressionSyntax parenthesized:
                    expression = parenthesized.Expression;
                    break;
                case PostfixUnaryExpressionSyntax suppressed:
                    expression = suppressed.Operand;
                    break;
                case AwaitExpressionSyntax awaited:
                    expression = awaited.Expression;
                    break;
                default:
                    return expression;
            }
        }
    }
}
