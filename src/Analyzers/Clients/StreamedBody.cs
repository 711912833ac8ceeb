using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Known;
using AsyncJobs.Analyzers.Known.Libraries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Clients;

/// <summary>Tells whether a response, its content or a stream has a body that is still on its way, and that no BudgetHandler watches over.</summary>
internal sealed class StreamedBody(ClientRegistrations clients, CancellationToken cancellationToken)
    : SourceWalker<bool>(clients.Code, cancellationToken)
{
    // HttpCompletionOption.ResponseHeadersRead
    private const int HeadersRead = 1;

    public override bool OfAny(IEnumerable<IOperation> operations) => operations.Any(Of);

    protected override bool Follow(IOperation operation) => !HasArrived(operation.Type) && base.Follow(operation);

    // A text, a number, or an array of them holds nothing that is still on its way.
    private static bool HasArrived(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => HasArrived(array.ElementType),
        _ => type?.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_String,
    };

    protected override bool OfLocal(ILocalReferenceOperation local) => OfVariable(local.Local, local);

    protected override bool OfField(IFieldReferenceOperation field) => OfVariable(field.Field, field);

    protected override bool OfProperty(IPropertyReferenceOperation property) => Code.IsSource(property.Property)
        ? OfVariable(property.Property, property)
        : property.Property.Name is "Content" or "Result" or "BaseStream" && Of(property.Instance);

    protected override bool OfParameter(IParameterReferenceOperation parameter) =>
        Visited.Add(parameter.Parameter.OriginalDefinition)
        && OfAny(Code.Callers.GivenFor(parameter.Parameter.OriginalDefinition, CancellationToken));

    // A reader or a stream around the stream.
    protected override bool OfCreation(IObjectCreationOperation creation) =>
        Known.IsStreamReader(creation.Type) && OfAny(creation.Arguments.Select(static argument => argument.Value));

    protected override bool OfCall(IInvocationOperation invocation)
    {
        IMethodSymbol method = invocation.TargetMethod;
        if (Code.Outgoing.KindOf(invocation) == OutgoingKind.Http)
            return IsStreaming(invocation)
                && !new ClientGuard(clients, CancellationToken) { CountsTimeout = false }.Of(OutgoingClient.Of(invocation));

        if (HandsOn(method.Name))
            return Of(invocation.Instance);

        // XmlReader.Create(stream)
        if (method is { Name: "Create", IsStatic: true } && !Code.IsSource(method) && Known.IsStreamReader(invocation.Type))
            return OfAny(invocation.Arguments.Select(static argument => argument.Value));

        return Code.IsSource(method) && Visited.Add(method.OriginalDefinition) && OfAny(Code.ReturnsOfCall(method, CancellationToken));
    }

    // The same response, or its stream, in another form.
    private static bool HandsOn(string method) => method
        is "EnsureSuccessStatusCode" or "ConfigureAwait" or "WaitAsync" or "AsTask" or "ReadAsStreamAsync" or "ReadAsStream"
        or "GetAwaiter" or "GetResult";

    private bool OfVariable(ISymbol variable, IOperation near) =>
        Visited.Add(variable) && OfAny(Code.References.WrittenTo(variable, near, CancellationToken));

    private bool IsStreaming(IInvocationOperation invocation) =>
        invocation.TargetMethod.Name == HttpLibrary.GetStream
        || (invocation.Arguments.FirstOrDefault(argument => Known.Http.IsCompletionOption(argument.Parameter?.Type)) is { } option
        && IsHeadersRead(option.Value));

    private bool IsHeadersRead(IOperation option) => option switch
    {
        { ConstantValue: { HasValue: true, Value: HeadersRead } } => true,
        IConversionOperation conversion => IsHeadersRead(conversion.Operand),
        IConditionalOperation { WhenFalse: { } whenFalse } conditional => IsHeadersRead(conditional.WhenTrue) || IsHeadersRead(whenFalse),
        ILocalReferenceOperation local => Code.References.WrittenTo(local.Local, local, CancellationToken).Any(IsHeadersRead),
        _ => false,
    };
}
