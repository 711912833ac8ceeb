using AsyncJobs.Generator.Flow;
using AsyncJobs.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Generator.Timeouts;

/// <summary>Tells whether a response, its content or a stream has a body that is still on its way, and that no BudgetHandler watches over.</summary>
internal sealed class StreamedBody(CallFlow flow, CancellationToken cancellationToken)
{
    private const int HeadersRead = 1;

    private readonly HashSet<ISymbol> _visited = new(SymbolEqualityComparer.Default);

    public bool IsStreamed(IOperation? operation) => operation switch
    {
        null => false,
        IConversionOperation conversion => IsStreamed(conversion.Operand),
        IParenthesizedOperation parenthesized => IsStreamed(parenthesized.Operand),
        IAwaitOperation awaited => IsStreamed(awaited.Operation),
        ICoalesceOperation coalesce => IsStreamed(coalesce.Value),
        IConditionalAccessOperation access => IsStreamed(access.WhenNotNull),
        IConditionalAccessInstanceOperation instance => IsStreamed(OperationTree.ReceiverOf(instance)),
        ILocalReferenceOperation local => IsStreamedVariable(local.Local, local),
        IFieldReferenceOperation field => IsStreamedVariable(field.Field, field),
        IParameterReferenceOperation parameter => IsStreamedParameter(parameter.Parameter),
        IPropertyReferenceOperation { Property.Name: "Content" or "Result" or "BaseStream" } property when !flow.Code.IsSource(property.Property) => IsStreamed(property.Instance),
        IPropertyReferenceOperation property when flow.Code.IsSource(property.Property) => IsStreamedVariable(property.Property, property),
        IObjectCreationOperation creation => IsStreamedCreation(creation),
        IInvocationOperation invocation => IsStreamedResult(invocation),
        _ => false,
    };

    private bool IsStreamedResult(IInvocationOperation invocation)
    {
        IMethodSymbol method = invocation.TargetMethod;
        if (OutgoingCall.KindOf(invocation, flow.Settings) == OutgoingKind.Http)
            return IsStreaming(invocation) && !new ClientGuard(flow, cancellationToken) { CountsTimeout = false }.IsGuarded(OutgoingCall.ClientOf(invocation));

        if (method.Name is "EnsureSuccessStatusCode" or "ConfigureAwait" or "WaitAsync" or "AsTask" or "ReadAsStreamAsync" or "ReadAsStream" or "GetAwaiter" or "GetResult")
            return IsStreamed(invocation.Instance);

        // XmlReader.Create(stream)
        if (method is { Name: "Create", IsStatic: true } && !flow.Code.IsSource(method) && IsReader(invocation.Type))
            return invocation.Arguments.Any(argument => IsStreamed(argument.Value));

        if (!flow.Code.IsSource(method) || !_visited.Add(method.OriginalDefinition))
            return false;

        foreach (IMethodSymbol target in flow.Implementations.Of(method))
        {
            if (flow.Code.ReturnsOf(target, cancellationToken).Any(IsStreamed))
                return true;
        }

        return false;
    }

    private bool IsStreaming(IInvocationOperation invocation)
    {
        if (invocation.TargetMethod.Name == "GetStreamAsync")
            return true;

        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            if (argument.Parameter?.Type.Is(Library.Http, "HttpCompletionOption") == true)
                return IsHeadersRead(argument.Value);
        }

        return false;
    }

    private bool IsHeadersRead(IOperation option) => option switch
    {
        { ConstantValue: { HasValue: true, Value: HeadersRead } } => true,
        IConversionOperation conversion => IsHeadersRead(conversion.Operand),
        IConditionalOperation { WhenFalse: { } whenFalse } conditional => IsHeadersRead(conditional.WhenTrue) || IsHeadersRead(whenFalse),
        ILocalReferenceOperation local => flow.Code.WrittenTo(local.Local, local, cancellationToken).Any(IsHeadersRead),
        _ => false,
    };

    // A reader or a stream around the stream.
    private bool IsStreamedCreation(IObjectCreationOperation creation)
    {
        return IsReader(creation.Type) && creation.Arguments.Any(argument => IsStreamed(argument.Value));
    }

    /// <summary>Whether a type is a stream, or reads one as it is asked for more.</summary>
    public static bool IsReader(ITypeSymbol? type) =>
        type is not null
        && (type.DerivesFrom("System.IO", "Stream") || type.DerivesFrom("System.IO", "TextReader") || type.DerivesFrom("System.IO", "BinaryReader")
            || type.DerivesFrom("System.Xml", "XmlReader") || type.DerivesFrom("Newtonsoft.Json", "JsonReader"));

    private bool IsStreamedVariable(ISymbol variable, IOperation near) => _visited.Add(variable) && flow.Code.WrittenTo(variable, near, cancellationToken).Any(IsStreamed);

    private bool IsStreamedParameter(IParameterSymbol parameter) =>
        _visited.Add(parameter.OriginalDefinition) && flow.Callers.PassedFor(parameter.OriginalDefinition, cancellationToken).Any(IsStreamed);
}
