using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncJobs.Analyzers.Index;

/// <summary>Tells from the text alone which mentions of a variable or member may write to it: what only reads it need not be bound.</summary>
internal static class Writes
{
    private static readonly string[] s_put =
        ["Add", "TryAdd", "Insert", "Enqueue", "Push", "AddRange", "AddLast", "AddFirst", "SetItem", "SetItems"];

    private static readonly string[] s_givenBack = ["GetOrAdd", "AddOrUpdate"];

    /// <summary>Whether a method of this name puts its last argument into a collection.</summary>
    public static bool IsPut(string method) => s_put.Contains(method);

    /// <summary>Whether a method of this name gives back what a collection has, or else what the call makes and puts there.</summary>
    public static bool IsGivenBack(string method) => s_givenBack.Contains(method);

    /// <summary>What a call puts into a collection, as the text has it; null for none.</summary>
    /// <param name="collection">The collection that a method is called on.</param>
    public static ExpressionSyntax? PutBy(SyntaxNode collection) =>
        collection.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access
        && access.Expression == collection && call.Expression == access && IsPut(access.Name.Identifier.ValueText)
        && call.ArgumentList.Arguments is { Count: > 0 } arguments
            ? arguments[arguments.Count - 1].Expression
            : null;

    /// <summary>Whether a mention may write: it is assigned, handed over by reference, or part of a tuple, which may be assigned.</summary>
    public static bool IsWrite(SyntaxNode name)
    {
        SyntaxNode target = TargetOf(name);
        return target.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == target,
            ArgumentSyntax argument => argument.Parent is TupleExpressionSyntax || !argument.RefKindKeyword.IsKind(SyntaxKind.None),
            RefExpressionSyntax => true,
            NameEqualsSyntax => true,
            _ => false,
        };
    }

    /// <summary>Whether a mention may put something into the collection that it names.</summary>
    public static bool IsFill(SyntaxNode name)
    {
        SyntaxNode target = TargetOf(name);
        return target.Parent switch
        {
            ElementAccessExpressionSyntax element => element.Expression == target
                && TargetOf(element).Parent is AssignmentExpressionSyntax,
            MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } call => call.Expression == target && MayPut(call.Name),

            // limits?.Add(limit)
            ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax call } } access =>
                access.Expression == target && MayPut(call.Name),
            _ => false,
        };
    }

    private static bool MayPut(SimpleNameSyntax method) => IsPut(method.Identifier.ValueText) || IsGivenBack(method.Identifier.ValueText);

    // What the mention stands for as a whole: other.Name, (name), name!
    private static SyntaxNode TargetOf(SyntaxNode name)
    {
        SyntaxNode target = name.Parent is MemberBindingExpressionSyntax
            || (name.Parent is MemberAccessExpressionSyntax access && access.Name == name) ? name.Parent : name;
        while (target.Parent is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax)
            target = target.Parent;
        return target;
    }
}
