using AsyncJobs.CodeFixes.Editing;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.CodeFixes.Times;

/// <summary>An expression that says when to stop: a token, a budget or a context.</summary>
/// <param name="Text">How it is written.</param>
/// <param name="Import">The namespace that it needs; null for none.</param>
/// <param name="IsDerived">Whether it is made from the remaining time for certain, and not by whoever calls.</param>
internal sealed record TimeExpression(string Text, string? Import = null, bool IsDerived = true)
{
    /// <summary>A declaration that has to come first.</summary>
    public Edit? Declaration { get; init; }

    /// <summary>Whether it is of the current budget, which is none where nobody has entered one.</summary>
    public bool IsCurrent { get; init; }

    public void AddTo(Edit edit, SyntaxTree tree)
    {
        edit.Import(tree, Import);
        if (Declaration is not null)
            edit.TryAdd(Declaration);
    }
}
