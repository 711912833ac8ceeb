using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Clients;

/// <summary>
/// Tells which tokens nothing cancels but the current budget, which cancels nothing where none was entered. Whatever may come from elsewhere is none.
/// </summary>
internal sealed class CurrentToken(TimeValues values, CancellationToken cancellationToken) : SourceWalker<bool>(values.Code, cancellationToken)
{
    public override bool OfAny(IEnumerable<IOperation> operations)
    {
        bool any = false;
        foreach (IOperation operation in operations)
        {
            if (!Of(operation))
                return false;
            any = true;
        }

        return any;
    }

    protected override bool OfLocal(ILocalReferenceOperation local) =>
        Visited.Add(local.Local)
        && OfAny(Code.References.WrittenTo(local.Local, local, CancellationToken))
        && !(Known.IsTokenSource(local.Type) && IsUsedOtherwise(local));

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
                : property.Property.Name == "Current";
        }

        return Known.IsTokenSource(type)
            ? Of(property.Instance)
            : property.Property.GetMethod is { } getter && Code.IsSource(getter) && OfReturns(getter);
    }

    protected override bool OfCall(IInvocationOperation invocation)
    {
        IMethodSymbol method = invocation.TargetMethod;
        if (Known.Tasks.IsLink(method))
            return IsLinkedAlone(invocation);
        if (!Known.Product.IsBudget(method.ContainingType))
            return Code.IsSource(method) && OfReturns(method);

        // A part of nothing is nothing, unless it is given a time of its own.
        return invocation.Instance is { } whole && !method.Parameters.Any(static parameter => parameter.Type.Name == nameof(TimeSpan)) && Of(whole);
    }

    protected override bool OfCreation(IObjectCreationOperation creation) =>
        Known.IsTokenSource(creation.Type) && creation.Arguments is { IsEmpty: false } arguments && Of(arguments[0].Value);

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
            else if (values.Of(token, CancellationToken) is not ({ IsUnlimited: true } or { IsStep: true }))
                return false;
        }

        return any;
    }

    // A delay that is set later, a cancel, a source that is handed to somebody.
    private bool IsUsedOtherwise(ILocalReferenceOperation source) =>
        SourceOrigin.WithUses(new OriginEvaluator(values, CancellationToken), ValueOrigin.Nothing, source.Local, source).Kinds != ValueKinds.None;
}
