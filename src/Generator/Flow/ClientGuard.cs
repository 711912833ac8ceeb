using AsyncJobs.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Generator.Flow;

/// <summary>
/// Tells whether a client limits its calls by itself: a handler that applies the budget stands in its pipeline, or its timeout is made
/// from the remaining time.
/// </summary>
internal sealed class ClientGuard(CallFlow flow, CancellationToken cancellationToken)
{
    private const int Deepest = 100;

    private readonly HashSet<ISymbol> _visited = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _handlers = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _prepared = new(SymbolEqualityComparer.Default);
    private int _depth;

    /// <summary>Whether the registrations of a container count, which are being looked for when they do not.</summary>
    public bool CountsRegistrations { get; init; } = true;

    /// <summary>Whether a timeout made from the remaining time is enough. It ends with a response's headers.</summary>
    public bool CountsTimeout { get; init; } = true;

    public bool IsGuarded(IOperation? client)
    {
        if (_depth >= Deepest)
            return false;

        _depth++;
        bool guarded = Follow(client);
        _depth--;
        return guarded;
    }

    private bool Follow(IOperation? client) => client switch
    {
        null => false,
        IConversionOperation conversion => IsGuarded(conversion.Operand),
        IParenthesizedOperation parenthesized => IsGuarded(parenthesized.Operand),
        IAwaitOperation awaited => IsGuarded(awaited.Operation),
        ILocalReferenceOperation local => IsGuardedVariable(local.Local, local),
        IFieldReferenceOperation field => IsGuardedVariable(field.Field, field),
        IPropertyReferenceOperation property => IsGuardedProperty(property),
        IParameterReferenceOperation parameter => IsGuardedParameter(parameter),
        IObjectCreationOperation creation => IsGuardedCreation(creation),
        IInvocationOperation invocation => IsGuardedResult(invocation),
        ICoalesceOperation coalesce => IsGuarded(coalesce.Value) || IsGuarded(coalesce.WhenNull),
        ICoalesceAssignmentOperation assignment => IsGuarded(assignment.Target) || IsGuarded(assignment.Value),
        IConditionalOperation conditional => IsGuarded(conditional.WhenTrue) && IsGuarded(conditional.WhenFalse),
        ISimpleAssignmentOperation assignment => IsGuarded(assignment.Value),
        IConditionalAccessInstanceOperation instance => IsGuarded(OperationTree.ReceiverOf(instance)),
        IAnonymousFunctionOperation function => OperationTree.ReturnsIn(function.Body).Any(IsGuarded),
        IDelegateCreationOperation created => IsGuarded(created.Target),
        IMethodReferenceOperation reference => IsGuardedMethod(reference.Method),
        IInstanceReferenceOperation { Type: INamedTypeSymbol type } => IsGuardedType(type),
        _ => false,
    };

    /// <summary>Whether a handler, or one inside of it, applies the budget.</summary>
    public bool HasBudget(IOperation? handler)
    {
        if (_depth >= Deepest)
            return false;

        _depth++;
        bool has = FollowHandler(handler);
        _depth--;
        return has;
    }

    private bool FollowHandler(IOperation? handler)
    {
        switch (handler)
        {
            case null:
                return false;
            case IObjectCreationOperation creation:
                return flow.Clients.IsBudgeting(creation.Type, cancellationToken)
                    || creation.Arguments.Any(argument => HasBudget(argument.Value))
                    || (creation.Initializer?.Initializers.Any(part => part is ISimpleAssignmentOperation assignment && HasBudget(assignment.Value)) ?? false);
            case IConversionOperation conversion:
                return HasBudget(conversion.Operand);
            case ILocalReferenceOperation local:
                return _handlers.Add(local.Local) && (IsWritten(local.Local, local, HasBudget) || HasInner(local.Local, local));
            case IFieldReferenceOperation field:
                return _handlers.Add(field.Field) && (IsWritten(field.Field, field, HasBudget) || HasInner(field.Field, field));
            case IPropertyReferenceOperation property:
                return flow.Clients.IsBudgeting(property.Type, cancellationToken)
                    || (_handlers.Add(property.Property)
                        && ((property.Property.GetMethod is { } getter && Returns(getter, HasBudget)) || IsWritten(property.Property, property, HasBudget)));
            case IParameterReferenceOperation parameter:
                return flow.Clients.IsBudgeting(parameter.Type, cancellationToken) || (_handlers.Add(parameter.Parameter) && IsPassed(parameter.Parameter, HasBudget));
            case IInvocationOperation invocation:
                return flow.Clients.IsBudgeting(invocation.Type, cancellationToken)
                    || (_handlers.Add(invocation.TargetMethod) && Returns(invocation.TargetMethod, HasBudget)) || invocation.Arguments.Any(argument => HasBudget(argument.Value));
            case IArrayCreationOperation { Initializer: { } elements }:
                return elements.ElementValues.Any(HasBudget);
            case IAnonymousFunctionOperation function:
                return OperationTree.ReturnsIn(function.Body).Any(HasBudget);
            case IDelegateCreationOperation created:
                return HasBudget(created.Target);
            default:
                return flow.Clients.IsBudgeting(handler.Type, cancellationToken);
        }
    }

    private bool IsGuardedVariable(ISymbol variable, IOperation near) =>
        _visited.Add(variable)
        && (IsWritten(variable, near, IsGuarded) || HasDerivedTimeout(variable, near)
            || (variable is IFieldSymbol && IsInjected(variable.ContainingType, variable, near)));

    private bool IsGuardedProperty(IPropertyReferenceOperation property)
    {
        if (property.Property.ContainingType.Is("System", "Lazy") || Library.IsTask(property.Property.ContainingType))
            return IsGuarded(property.Instance);

        return (property.Property.GetMethod is { } getter && _visited.Add(getter) && Returns(getter, IsGuarded)) || IsGuardedVariable(property.Property, property);
    }

    private bool IsGuardedParameter(IParameterReferenceOperation reference)
    {
        if (reference.Type is INamedTypeSymbol { Name: not "HttpClient" } own && IsGuardedType(own))
            return true;

        IParameterSymbol parameter = reference.Parameter.OriginalDefinition;
        if (!_visited.Add(parameter))
            return false;
        if (HasDerivedTimeout(parameter, reference))
            return true;

        INamedTypeSymbol? type = parameter.ContainingType;
        return (type is not null && GuardsInjected(type)) || IsPassed(parameter, IsGuarded);
    }

    // A field that a constructor's parameter fills is found through that parameter; one without a constructor to see may be injected.
    private bool IsInjected(INamedTypeSymbol type, ISymbol field, IOperation near) =>
        !IsWritten(field, near, static _ => true) && GuardsInjected(type);

    private bool GuardsInjected(INamedTypeSymbol? type) => CountsRegistrations && flow.Clients.GuardsInjected(type, cancellationToken);

    private bool IsGuardedCreation(IObjectCreationOperation creation)
    {
        if (!Library.IsInvoker(creation.Type))
        {
            // new Lazy<HttpClient>(() => …)
            return creation.Arguments.Any(argument => Library.IsInvoker(argument.Value.Type) ? IsGuarded(argument.Value) : argument.Value is IDelegateCreationOperation && IsGuarded(argument.Value));
        }

        return creation.Arguments.Any(argument => HasBudget(argument.Value))
            || (creation.Type is INamedTypeSymbol type && IsGuardedType(type))
            || (creation.Initializer?.Initializers.Any(IsDerivedTimeout) ?? false);
    }

    private bool IsGuardedType(INamedTypeSymbol type) => flow.Code.IsSource(type) && _visited.Add(type) && HasBudgetInBase(type);

    /// <summary>Whether a client or handler of the project gives its base, in a constructor, a handler that applies the budget.</summary>
    public bool HasBudgetInBase(INamedTypeSymbol type)
    {
        foreach (SyntaxReference declaration in type.DeclaringSyntaxReferences)
        {
            foreach (SyntaxNode node in declaration.GetSyntax(cancellationToken).DescendantNodes())
            {
                if (node is ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax
                    && flow.Code.OperationOf(node, cancellationToken) is IInvocationOperation { Arguments: var arguments }
                    && arguments.Any(argument => HasBudget(argument.Value)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool IsGuardedResult(IInvocationOperation invocation)
    {
        IMethodSymbol method = invocation.TargetMethod;
        if (method.ContainingType.Is("AsyncJobs", "BudgetHttpClient"))
            return true;
        if (method.Name == "CreateClient" && (method.ContainingType.Is(Library.Http, "IHttpClientFactory") || method.ContainingType.Is(Library.Http, "HttpClientFactoryExtensions")))
            return CountsRegistrations && flow.Clients.GuardsNamed(NameIn(invocation), cancellationToken);
        if (method.Name is "GetRequiredService" or "GetService" or "GetRequiredKeyedService" or "GetKeyedService")
            return GuardsInjected(null);

        return IsGuardedMethod(method) || (!flow.Code.IsSource(method) && invocation.Arguments.Any(argument => Library.IsHandler(argument.Value.Type) && HasBudget(argument.Value)));
    }

    private bool IsGuardedMethod(IMethodSymbol method) => _visited.Add(method.OriginalDefinition) && Returns(method, IsGuarded);

    private bool Returns(IMethodSymbol method, Func<IOperation, bool> predicate)
    {
        foreach (IMethodSymbol target in flow.Implementations.Of(method))
        {
            if (flow.Code.ReturnsOf(target, cancellationToken).Any(predicate))
                return true;
        }

        return false;
    }

    // Of callers each has to guard, since the method is the same for all of them.
    private bool IsPassed(IParameterSymbol parameter, Func<IOperation, bool> predicate)
    {
        bool any = false;
        foreach (IOperation? passed in flow.Callers.PassedFor(parameter, cancellationToken))
        {
            if (passed is null || !predicate(passed))
                return false;
            any = true;
        }

        return any;
    }

    private bool IsWritten(ISymbol variable, IOperation near, Func<IOperation, bool> predicate) => flow.Code.WrittenTo(variable, near, cancellationToken).Any(predicate);

    private bool HasInner(ISymbol handler, IOperation near)
    {
        foreach (IOperation reference in flow.Code.ReferencesTo(handler, near, cancellationToken))
        {
            if (reference.Parent is IPropertyReferenceOperation { Property.Name: "InnerHandler", Parent: ISimpleAssignmentOperation assignment } && HasBudget(assignment.Value))
                return true;
        }

        return false;
    }

    private bool HasDerivedTimeout(ISymbol client, IOperation near)
    {
        foreach (IOperation reference in flow.Code.ReferencesTo(client, near, cancellationToken))
        {
            if (reference.Parent is IPropertyReferenceOperation { Parent: ISimpleAssignmentOperation assignment } property && property.Instance == reference && IsDerivedTimeout(assignment))
                return true;

            // Prepare(_client, context)
            if (reference.Parent is IArgumentOperation { Parameter: { } parameter } && flow.Code.IsSource(parameter) && _prepared.Add(parameter.OriginalDefinition)
                && flow.Implementations.ParametersFor(parameter.OriginalDefinition).Any(own => HasDerivedTimeout(own, reference)))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsDerivedTimeout(IOperation part) =>
        CountsTimeout
        && part is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "Timeout" } } assignment
        && flow.IsDerivedForCallers(assignment.Value, cancellationToken);

    private static string? NameIn(IInvocationOperation invocation)
    {
        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            if (argument.Parameter?.Type.SpecialType == SpecialType.System_String)
                return argument.Value.ConstantValue is { HasValue: true, Value: string name } ? name : null;
        }

        return "";
    }
}
