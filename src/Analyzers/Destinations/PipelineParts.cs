using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Known.Libraries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Destinations;

/// <summary>Follows a resilience pipeline back to the strategies that it is made of, and tells whether one of them is a timeout.</summary>
internal sealed class PipelineParts(CodeIndex code, CancellationToken cancellationToken) : SourceWalker<PipelineLimit>(code, cancellationToken)
{
    public override PipelineLimit OfAny(IEnumerable<IOperation> operations)
    {
        PipelineLimit found = PipelineLimit.Unknown;
        foreach (IOperation operation in operations)
        {
            PipelineLimit part = Of(operation);
            if (part != PipelineLimit.None)
                return part;
            found = part;
        }

        return found;
    }

    protected override PipelineLimit OfLocal(ILocalReferenceOperation local) => OfHeld(local.Local, local);

    protected override PipelineLimit OfField(IFieldReferenceOperation field) =>
        field.Field is { IsStatic: true, Name: "Empty" } && PollyLibrary.IsPart(field.Field.ContainingType)
            ? PipelineLimit.None
            : OfHeld(field.Field, field);

    protected override PipelineLimit OfProperty(IPropertyReferenceOperation property) =>
        property.Property.GetMethod is { } getter && Code.IsSource(getter) && Declarations.HasBody(getter, CancellationToken)
            ? OfReturns(getter)
            : OfHeld(property.Property, property);

    protected override PipelineLimit OfParameter(IParameterReferenceOperation parameter)
    {
        if (!Visited.Add(parameter.Parameter.OriginalDefinition))
            return PipelineLimit.Unknown;

        IOperation?[] passed = [.. Code.Callers.PassedFor(parameter.Parameter.OriginalDefinition, CancellationToken)];
        return passed.Contains(null) ? PipelineLimit.Unknown : OfAny(passed.OfType<IOperation>());
    }

    protected override PipelineLimit OfCall(IInvocationOperation invocation)
    {
        IMethodSymbol method = invocation.TargetMethod;
        if (!PollyLibrary.IsOwn(method))
            return Code.IsSource(method) ? OfReturns(method) : PipelineLimit.Unknown;
        if (Known.Polly.IsTimeout(method))
            return PipelineLimit.Timeout;
        if (!PollyLibrary.IsStep(method))
            return PipelineLimit.Unknown;

        // What comes before it in the chain, and whatever it wraps.
        IOperation[] parts =
        [
            .. invocation.Instance is { } before ? [before] : Array.Empty<IOperation>(),
            .. invocation.Arguments.SelectMany(static argument => argument.Value is IArrayCreationOperation { Initializer: { } wrapped }
                    ? wrapped.ElementValues
                    : [argument.Value])
                .Where(static value => PollyLibrary.IsPipeline(OperationTree.Unwrapped(value)?.Type)),
        ];
        return parts.Length == 0 ? PipelineLimit.None : OfAny(parts);
    }

    protected override PipelineLimit OfCreation(IObjectCreationOperation creation) =>
        PollyLibrary.IsPipeline(creation.Type) ? PipelineLimit.None : PipelineLimit.Unknown;

    private PipelineLimit OfReturns(IMethodSymbol method) =>
        Visited.Add(method.OriginalDefinition) ? OfAny(Code.ReturnsOfCall(method, CancellationToken)) : PipelineLimit.Unknown;

    // A builder in a variable is also what is added to it on lines of their own.
    private PipelineLimit OfHeld(ISymbol holder, IOperation near)
    {
        if (!Visited.Add(holder) || !(holder is ILocalSymbol || Code.IsSource(holder)))
            return PipelineLimit.Unknown;

        PipelineLimit made = OfAny(Code.References.WrittenTo(holder, near, CancellationToken));
        if (made != PipelineLimit.None || !PollyLibrary.IsBuilder(near.Type))
            return made;

        foreach (IOperation reference in Code.References.To(holder, near, CancellationToken))
        {
            if (reference is IVariableDeclaratorOperation || (reference.Parent is IAssignmentOperation assignment && assignment.Target == reference))
                continue;
            if (Added(reference) is not PipelineLimit.None and var added)
                return added;
        }

        return made;
    }

    // builder.AddRetry(…).AddTimeout(…);
    private PipelineLimit Added(IOperation builder)
    {
        IOperation? current = builder;
        while (OperationTree.TakerOf(current) is { } taker)
        {
            IInvocationOperation? call = taker as IInvocationOperation ?? (taker as IArgumentOperation)?.Parent as IInvocationOperation;
            if (call is null)
                return PollyLibrary.IsPipeline(current.Type) ? PipelineLimit.None : PipelineLimit.Unknown;
            if (Known.Polly.IsTimeout(call.TargetMethod))
                return PipelineLimit.Timeout;
            if (!PollyLibrary.IsOwn(call.TargetMethod) || !PollyLibrary.IsStep(call.TargetMethod))
                return PollyLibrary.IsExecution(call.TargetMethod) ? PipelineLimit.None : PipelineLimit.Unknown;
            current = call;
        }

        return PipelineLimit.None;
    }
}
