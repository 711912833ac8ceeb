using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Known;
using AsyncJobs.Analyzers.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Clients;

/// <summary>
/// Tells which tokens and times nothing but the current budget makes end, which it does not where none was entered. Whatever may come from elsewhere
/// is none.
/// </summary>
internal sealed class CurrentToken(TimeValues values, CancellationToken cancellationToken) : SourceWalker<bool>(values.Code, cancellationToken)
{
    public override bool OfAny(IEnumerable<IOperation> operations)
    {
        bool any = false;
        foreach (IOperation operation in operations)
        {
            // budget.Deadline is null ? null : DateTime.UtcNow + budget.Remaining
            if (OperationTree.Unwrapped(operation) is IDefaultValueOperation or { ConstantValue: { HasValue: true, Value: null } })
                continue;
            if (!Of(operation))
                return false;
            any = true;
        }

        return any;
    }

    protected override bool OfLocal(ILocalReferenceOperation local) =>
        Visited.Add(local.Local)
        && (Known.IsTokenSource(local.Type)
            ? OfSource(local)
            : OfAny(Code.References.WrittenTo(local.Local, local, CancellationToken)));

    protected override bool OfField(IFieldReferenceOperation field) => false;

    protected override bool OfParameter(IParameterReferenceOperation parameter) => false;

    // InvocationBudget.Current, and of it or of a source that is made from it the token and the time.
    protected override bool OfProperty(IPropertyReferenceOperation property)
    {
        INamedTypeSymbol type = property.Property.ContainingType;
        if (Known.Product.IsBudget(type))
        {
            return property.Instance is { } budget
                ? property.Property.Name is "Token" or "Remaining" && Of(budget)
                : property.Property.Name == KnownProduct.Current;
        }

        return Known.IsTokenSource(type) || Known.IsTimeSpan(type) || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
            ? Of(property.Instance)
            : property.Property.GetMethod is { } getter && Code.IsSource(getter) && OfReturns(getter);
    }

    protected override bool OfCall(IInvocationOperation invocation)
    {
        IMethodSymbol method = invocation.TargetMethod;
        if (Known.Tasks.IsLink(method))
            return IsLinkedAlone(invocation);
        if (Known.IsPointInTime(method.ContainingType) && method.Name == "Add" && invocation.Arguments.Length == 1)
            return IsNow(invocation.Instance!) && Of(invocation.Arguments[0].Value);
        if (!Known.Product.IsBudget(method.ContainingType))
            return Code.IsSource(method) && OfReturns(method);

        // A part of nothing is nothing, unless it is given a time of its own.
        return invocation.Instance is { } whole && !method.Parameters.Any(static parameter => parameter.Type.Name == nameof(TimeSpan)) && Of(whole);
    }

    protected override bool OfCreation(IObjectCreationOperation creation) =>
        Known.IsTokenSource(creation.Type) && creation.Arguments is { IsEmpty: false } arguments && Of(arguments[0].Value);

    // DateTime.UtcNow + budget.Remaining; anything less than that is a time of its own, also of nothing.
    protected override bool OfOther(IOperation operation) =>
        operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum
        && ((IsNow(sum.LeftOperand) && Of(sum.RightOperand)) || (IsNow(sum.RightOperand) && Of(sum.LeftOperand)));

    private bool IsNow(IOperation operation) => values.Of(operation, CancellationToken).Kinds == ValueKinds.Clock;

    private bool OfReturns(IMethodSymbol method) => Visited.Add(method.OriginalDefinition) && OfAny(Code.ReturnsOfCall(method, CancellationToken));

    private bool IsLinkedAlone(IInvocationOperation link)
    {
        bool any = false;
        foreach (IOperation token in link.Arguments.SelectMany(static argument => argument.Value switch
        {
            IArrayCreationOperation { Initializer: { } elements } => elements.ElementValues,
            ICollectionExpressionOperation collection => collection.Elements,
            _ => [argument.Value],
        }))
        {
            if (Of(token))
                any = true;
            else if (!EndsNothing(token))
                return false;
        }

        return any;
    }

    // What it is made with, and the delays that are set later.
    private bool OfSource(ILocalReferenceOperation source)
    {
        if (IsUsedOtherwise(source))
            return false;

        bool any = false;
        foreach (IOperation made in Code.References.WrittenTo(source.Local, source, CancellationToken))
        {
            if (Of(made))
                any = true;
            else if (!EndsNothing(made))
                return false;
        }

        foreach (IOperation reference in Code.References.To(source.Local, source, CancellationToken))
        {
            if (reference.Parent is not IInvocationOperation { Arguments: { Length: > 0 } arguments } call || !Known.Tasks.IsCancelAfter(call))
                continue;
            if (!Of(arguments[0].Value))
                return false;
            any = true;
        }

        return any;
    }

    private bool EndsNothing(IOperation token) => values.Of(token, CancellationToken) is { IsUnlimited: true } or { IsStep: true };

    // A cancel, a source that is handed to somebody.
    private bool IsUsedOtherwise(ILocalReferenceOperation source) => SourceOrigin.WithUses(
        new OriginEvaluator(values, CancellationToken) { IgnoresDelays = true }, ValueOrigin.Nothing, source.Local, source).Kinds != ValueKinds.None;
}
