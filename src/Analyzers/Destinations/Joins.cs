using System.Collections.Immutable;
using AsyncJobs.Analyzers.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Destinations;

/// <summary>Tells where on the way of a time or cancellation something that is made from the remaining time joins in, which caps it.</summary>
internal sealed class Joins(TimeValues values, CancellationToken cancellationToken)
{
    /// <summary>Whether a value is derived, here or for all who call this.</summary>
    public bool IsDerived(IOperation? operation) => Following().Of(operation).IsDerived;

    /// <summary>Whether of a choice only the other branch is derived.</summary>
    public bool IsOtherDerived(IConditionalOperation conditional, IOperation value) =>
        IsDerived(conditional.WhenTrue == value ? conditional.WhenFalse : conditional.WhenTrue) && !IsDerived(value);

    /// <summary>Whether another argument of a computation is derived.</summary>
    public bool IsJoinedByDerived(ImmutableArray<IArgumentOperation> arguments, IArgumentOperation? from = null) =>
        arguments.Any(argument => argument != from && values.Of(argument.Value, cancellationToken).IsDerived);

    /// <summary>Whether a source of cancellation is derived without the delays that it is told later.</summary>
    public bool IsMadeWithDerived(IOperation? source) =>
        new OriginEvaluator(values, cancellationToken) { FollowsCallers = true, IgnoresDelays = true }.Of(source).IsDerived;

    /// <summary>Whether what links a token is itself linked with, or capped by, something derived.</summary>
    public bool IsLinkedWithDerived(IInvocationOperation linked) =>
        linked.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { } symbol } declarator }
        && Following().OfVariable(symbol, declarator).IsDerived;

    private OriginEvaluator Following() => new(values, cancellationToken) { FollowsCallers = true };
}
