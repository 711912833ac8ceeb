using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Known.Libraries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Clients;

/// <summary>
/// Tells whether a client limits its calls by itself: a handler that applies the budget stands in its pipeline, or its timeout is made
/// from the remaining time.
/// </summary>
/// <param name="clients">What is registered.</param>
/// <param name="cancellationToken">Cancels.</param>
/// <param name="countsBudget">Whether the product's own handler counts, which limits nothing where no budget is entered.</param>
internal sealed class ClientGuard(ClientRegistrations clients, CancellationToken cancellationToken, bool countsBudget = true)
    : SourceWalker<bool>(clients.Code, cancellationToken)
{
    private readonly HandlerGuard _handlers = new(clients, cancellationToken) { CountsBudget = countsBudget };
    private readonly HashSet<ISymbol> _prepared = new(SymbolEqualityComparer.Default);

    /// <summary>Whether the registrations of a container count, which are being looked for when they do not.</summary>
    public bool CountsRegistrations { get; init; } = true;

    /// <summary>Whether a timeout made from the remaining time is enough. It ends with a response's headers.</summary>
    public bool CountsTimeout { get; init; } = true;

    /// <summary>Whether a timeout is enough that is the same in each invocation, which is reported where it is set.</summary>
    public bool CountsFixedTimeout { get; init; }

    public override bool OfAny(IEnumerable<IOperation> operations) => operations.Any(Of);

    protected override bool Follow(IOperation operation) => clients.MayGuard && base.Follow(operation);

    protected override bool OfChoice(IConditionalOperation conditional) => Of(conditional.WhenTrue) && Of(conditional.WhenFalse);

    protected override bool OfLocal(ILocalReferenceOperation local) => OfVariable(local.Local, local);

    protected override bool OfField(IFieldReferenceOperation field) => OfVariable(field.Field, field);

    protected override bool OfProperty(IPropertyReferenceOperation property)
    {
        if (Known.Lazy.Is(property.Property.ContainingType) || Known.IsTask(property.Property.ContainingType))
            return Of(property.Instance);

        return (property.Property.GetMethod is { } getter && Visited.Add(getter) && OfAny(Code.ReturnsOfCall(getter, CancellationToken)))
            || OfVariable(property.Property, property);
    }

    protected override bool OfParameter(IParameterReferenceOperation reference)
    {
        if (reference.Type is INamedTypeSymbol own && !Known.Http.Client.Is(own) && IsGuardedType(own))
            return true;

        IParameterSymbol parameter = reference.Parameter.OriginalDefinition;
        if (!Visited.Add(parameter))
            return false;
        if (HasDerivedTimeout(parameter, reference))
            return true;

        INamedTypeSymbol? type = parameter.ContainingType;
        return (type is not null && IsGuardedWhenInjected(type)) || Code.Callers.AllPass(parameter, Of, CancellationToken);
    }

    protected override bool OfCreation(IObjectCreationOperation creation)
    {
        if (!Known.Http.IsInvoker(creation.Type))
        {
            // new Lazy<HttpClient>(() => …)
            return creation.Arguments.Any(argument => (Known.Http.IsInvoker(argument.Value.Type) || argument.Value is IDelegateCreationOperation)
                && Of(argument.Value));
        }

        return _handlers.IsAnyOf(creation.Arguments)
            || (creation.Type is INamedTypeSymbol type && IsGuardedType(type))
            || (creation.Initializer?.Initializers.Any(IsDerivedTimeout) ?? false);
    }

    protected override bool OfCall(IInvocationOperation invocation)
    {
        IMethodSymbol method = invocation.TargetMethod;
        if (Known.Product.IsClientFactory(method))
            return countsBudget;
        if (Known.ClientFactory.IsCreate(method))
            return CountsRegistrations && clients.GuardsNamed(ClientNames.In(invocation), CountsTimeout, CancellationToken, countsBudget);
        if (Known.ClientFactory.IsLookup(method))
            return IsGuardedWhenInjected(null);

        return IsGuardedMethod(method)
            || (!Code.IsSource(method) && _handlers.IsAnyOf(invocation.Arguments.Where(argument => Known.Http.IsHandler(argument.Value.Type))));
    }

    protected override bool OfOther(IOperation operation) => operation switch
    {
        IMethodReferenceOperation reference => IsGuardedMethod(reference.Method),
        IInstanceReferenceOperation { Type: INamedTypeSymbol type } => IsGuardedType(type),
        _ => false,
    };

    private bool OfVariable(ISymbol variable, IOperation near) =>
        Visited.Add(variable)
        && (OfAny(Code.References.WrittenTo(variable, near, CancellationToken)) || HasDerivedTimeout(variable, near)
            || (variable is IFieldSymbol && IsInjected(variable.ContainingType, variable, near)));

    // A field that a constructor's parameter fills is found through that parameter; one without a constructor to see may be injected.
    private bool IsInjected(INamedTypeSymbol type, ISymbol field, IOperation near) =>
        !Code.References.WrittenTo(field, near, CancellationToken).Any() && IsGuardedWhenInjected(type);

    private bool IsGuardedWhenInjected(INamedTypeSymbol? type) =>
        CountsRegistrations && clients.GuardsInjected(type, CountsTimeout, CancellationToken, countsBudget);

    private bool IsGuardedType(INamedTypeSymbol type) => Code.IsSource(type) && Visited.Add(type) && _handlers.IsGivenToBase(type);

    private bool IsGuardedMethod(IMethodSymbol method) =>
        Visited.Add(method.OriginalDefinition) && OfAny(Code.ReturnsOfCall(method, CancellationToken));

    private bool HasDerivedTimeout(ISymbol client, IOperation near)
    {
        if (!CountsTimeout || !Code.Mentions.Has(HttpLibrary.Timeout, CancellationToken))
            return false;

        foreach (IOperation reference in Code.References.To(client, near, CancellationToken))
        {
            if (reference.Parent is IPropertyReferenceOperation { Parent: ISimpleAssignmentOperation assignment } property
                && property.Instance == reference && IsDerivedTimeout(assignment))
            {
                return true;
            }

            // Prepare(_client, context)
            if (reference.Parent is IArgumentOperation { Parameter: { } parameter } && Code.IsSource(parameter)
                && _prepared.Add(parameter.OriginalDefinition)
                && Code.Implementations.ParametersFor(parameter.OriginalDefinition).Any(own => HasDerivedTimeout(own, reference)))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsDerivedTimeout(IOperation part) =>
        CountsTimeout
        && part is ISimpleAssignmentOperation assignment
        && Known.Http.IsTimeout(assignment.Target)
        && ((clients.Values.IsDerivedForCallers(assignment.Value, CancellationToken)
                && (countsBudget || !new CurrentToken(clients.Values, CancellationToken).Of(assignment.Value)))
            || (CountsFixedTimeout && clients.Values.Of(assignment.Value, CancellationToken).IsFixed));
}
