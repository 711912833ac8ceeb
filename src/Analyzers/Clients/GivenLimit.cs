using System.Collections.Immutable;
using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Clients;

/// <summary>Tells whether arguments and assignments give something a token that may fire, or a time that may end.</summary>
/// <param name="values">Where times come from.</param>
/// <param name="cancellationToken">Cancels.</param>
/// <param name="countsBudget">Whether the current budget counts, which limits nothing where none is entered.</param>
internal sealed class GivenLimit(TimeValues values, CancellationToken cancellationToken, bool countsBudget = true)
{
    /// <summary>Whether any argument is a token that something may cancel when the invocation's time is over.</summary>
    public bool IsToken(ImmutableArray<IArgumentOperation> arguments) =>
        IsAnyToken(arguments, static token => token is { IsUnlimited: false, IsStep: false });

    /// <summary>Whether any argument is a token that is made from the remaining time.</summary>
    public bool IsDerivedToken(ImmutableArray<IArgumentOperation> arguments) => IsAnyToken(arguments, static token => token.IsDerived);

    /// <summary>Whether any argument is nothing but the token of a durable operation.</summary>
    public bool IsStepToken(ImmutableArray<IArgumentOperation> arguments) => IsAnyToken(arguments, static token => token.IsStep);

    /// <summary>Whether any argument is the time of a library's calls, and is one that ends.</summary>
    public bool IsTime(ImmutableArray<IArgumentOperation> arguments) => arguments.Any(argument =>
        argument.ArgumentKind != ArgumentKind.DefaultValue && values.Known.IsLimit(argument) && Ends(argument.Value));

    /// <summary>Whether an assignment sets the time of a library's calls, or of an HttpClient, to one that ends.</summary>
    public bool IsTime(ISimpleAssignmentOperation assignment) =>
        assignment.Target is IPropertyReferenceOperation property
        && (values.Known.IsLimit(property) || values.Known.Http.IsTimeout(property))
        && Ends(assignment.Value);

    private bool IsAnyToken(ImmutableArray<IArgumentOperation> arguments, Func<ValueOrigin, bool> isWanted) => arguments.Any(argument =>
        values.Known.IsToken(argument.Parameter?.Type) && isWanted(values.Of(argument.Value, cancellationToken))
        && (countsBudget || !new CurrentToken(values, cancellationToken).Of(argument.Value)));

    // Null and nothing are what is there without a word.
    private bool Ends(IOperation value) =>
        OperationTree.Unwrapped(value) is not (null or IDefaultValueOperation or { ConstantValue: { HasValue: true, Value: null or 0 } })
        && !values.Of(value, cancellationToken).IsUnlimited
        && (countsBudget || !new CurrentToken(values, cancellationToken).Of(value));
}
