using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Index;

/// <summary>
/// Tells whether an object is what an event or a request brings, or was read from that. Nobody in the project writes what it has, as with settings,
/// and yet it is another in each invocation.
/// </summary>
internal sealed class RequestData(CodeIndex code, CancellationToken cancellationToken) : SourceWalker<bool>(code, cancellationToken)
{
    public override bool OfAny(IEnumerable<IOperation> operations) => operations.Any(Of);

    protected override bool OfLocal(ILocalReferenceOperation local) =>
        Visited.Add(local.Local)
        && (OfAny(Code.References.WrittenTo(local.Local, local, CancellationToken)) || Of(CollectionElements.CollectionFor(Known, local)));

    // What is kept in a field is not the event of this invocation alone.
    protected override bool OfField(IFieldReferenceOperation field) => false;

    protected override bool OfProperty(IPropertyReferenceOperation property) => !property.Property.IsStatic && Of(property.Instance);

    protected override bool OfParameter(IParameterReferenceOperation reference)
    {
        IParameterSymbol parameter = reference.Parameter.OriginalDefinition;
        if (!Visited.Add(parameter) || parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary } method)
            return false;

        return Code.Callers.OneByOne(method, CancellationToken).Any()
            ? Code.Callers.AllPass(parameter, Of, CancellationToken)
            : Known.Product.IsBrought(parameter, method);
    }

    // JsonSerializer.Deserialize<Order>(request.Body)
    protected override bool OfCall(IInvocationOperation invocation) =>
        !Code.IsSource(invocation.TargetMethod) && invocation.TargetMethod.Name.StartsWith("Deserialize", StringComparison.Ordinal)
        && OfAny(invocation.Arguments.Select(static argument => argument.Value));

    protected override bool OfCreation(IObjectCreationOperation creation) => false;
}
