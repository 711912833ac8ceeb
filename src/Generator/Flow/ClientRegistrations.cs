using System.Collections.Concurrent;
using AsyncJobs.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Generator.Flow;

/// <summary>Which clients of a container have a handler that applies the budget.</summary>
internal sealed class ClientRegistrations(CallFlow flow)
{
    private readonly ConcurrentDictionary<ISymbol, bool> _budgeting = new(SymbolEqualityComparer.Default);
    private Found? _found;

    /// <summary>Whether a handler of this type applies the budget: the product's own, or one that sends with a token made from the remaining time.</summary>
    public bool IsBudgeting(ITypeSymbol? type, CancellationToken cancellationToken)
    {
        if (type.Is("AsyncJobs", "BudgetHandler"))
            return true;
        if (type is not INamedTypeSymbol named || !flow.Code.IsSource(named) || !named.DerivesFrom(Library.Http, "DelegatingHandler"))
            return false;

        return _budgeting.TryGetValue(named, out bool known) ? known : _budgeting.GetOrAdd(
            named, SendsInTime(named, cancellationToken) || new ClientGuard(flow, cancellationToken) { CountsRegistrations = false }.HasBudgetInBase(named));
    }

    /// <summary>Whether a client made by a factory is guarded.</summary>
    /// <param name="name">Its name; empty for the default one, null if it is not known.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public bool GuardsNamed(string? name, CancellationToken cancellationToken)
    {
        Found found = Find(cancellationToken);
        return found.All || (name is null ? found.Names.Count > 0 : found.Names.Contains(name));
    }

    /// <summary>Whether the client that a type is given by the container is guarded.</summary>
    /// <param name="type">The type; null for a client that is asked for by itself.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public bool GuardsInjected(INamedTypeSymbol? type, CancellationToken cancellationToken)
    {
        Found found = Find(cancellationToken);
        return found.All || found.Plain || (type is not null && found.Types.Contains(type.Name));
    }

    private Found Find(CancellationToken cancellationToken)
    {
        if (_found is { } known)
            return known;

        Found found = new();
        foreach (SyntaxNode mention in flow.Code.Mentions("AddBudget", cancellationToken))
        {
            if (mention.Ancestors().OfType<InvocationExpressionSyntax>().FirstOrDefault() is { } invocation && NameOf(invocation) == "AddBudget")
                Add(found, invocation, cancellationToken);
        }

        foreach (string handler in Handlers(cancellationToken))
        {
            foreach (SyntaxNode mention in flow.Code.Mentions(handler, cancellationToken))
            {
                foreach (InvocationExpressionSyntax invocation in mention.Ancestors().OfType<InvocationExpressionSyntax>())
                {
                    if (NameOf(invocation) is "AddHttpMessageHandler" or "ConfigurePrimaryHttpMessageHandler" or "ConfigureAdditionalHttpMessageHandlers" or "ConfigureHttpMessageHandlerBuilder")
                    {
                        Add(found, invocation, cancellationToken);
                        break;
                    }
                }
            }
        }

        found.Plain = HasGuardedService(cancellationToken);
        return _found = found;
    }

    private IEnumerable<string> Handlers(CancellationToken cancellationToken)
    {
        yield return "BudgetHandler";
        foreach (INamedTypeSymbol type in flow.Code.Types)
        {
            if (type.BaseType is { Name: not "Object" } && type.DerivesFrom(Library.Http, "DelegatingHandler") && IsBudgeting(type, cancellationToken))
                yield return type.Name;
        }
    }

    private bool SendsInTime(INamedTypeSymbol handler, CancellationToken cancellationToken)
    {
        foreach (ISymbol member in handler.GetMembers())
        {
            if (member is not IMethodSymbol { Name: "SendAsync" or "Send" } method)
                continue;

            foreach (IOperation body in flow.Code.BodiesOf(method, cancellationToken))
            {
                foreach (IOperation operation in body.Descendants())
                {
                    if (operation is IInvocationOperation { TargetMethod.Name: "SendAsync" or "Send" } invocation
                        && OutgoingCall.TokenOf(invocation) is { } token
                        && flow.OriginOf(token.Value, cancellationToken).IsDerived)
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    // From the call that adds the handler back along the chain to the one that names the client.
    private void Add(Found found, ExpressionSyntax added, CancellationToken cancellationToken)
    {
        ExpressionSyntax? current = added;
        while (current is InvocationExpressionSyntax invocation)
        {
            string? name = NameOf(invocation);
            if (name is "AddHttpClient" or "AddRefitClient" or "AddGrpcClient" or "AddTypedClient")
                AddClient(found, invocation, cancellationToken);
            current = invocation.Expression is MemberAccessExpressionSyntax access ? access.Expression : null;
        }

        if (current is null)
            return;

        switch (flow.Code.OperationOf(current, cancellationToken))
        {
            case ILocalReferenceOperation local:
                foreach (IOperation reference in flow.Code.ReferencesTo(local.Local, local, cancellationToken))
                {
                    if (reference is IVariableDeclaratorOperation declarator && declarator.GetVariableInitializer()?.Value.Syntax is ExpressionSyntax value)
                        Add(found, value, cancellationToken);
                }

                break;
            case IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } lambda } parameter
                when LambdaUse.CallOf(parameter, lambda)?.TargetMethod.Name == "ConfigureHttpClientDefaults":
                found.All = true;
                break;
            case IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Ordinary } } builder }:
                foreach (IOperation? passed in flow.Callers.PassedFor(builder, cancellationToken))
                {
                    if (passed?.Syntax is ExpressionSyntax chain && found.Chains.Add(chain))
                        Add(found, chain, cancellationToken);
                }

                break;
        }
    }

    private void AddClient(Found found, InvocationExpressionSyntax registration, CancellationToken cancellationToken)
    {
        bool isNamed = false;
        if (flow.Code.OperationOf(registration, cancellationToken) is IInvocationOperation operation)
        {
            foreach (ITypeSymbol type in operation.TargetMethod.TypeArguments)
            {
                found.Types.Add(type.Name);
                found.Names.Add(type.Name);
                isNamed = true;
            }

            foreach (IArgumentOperation argument in operation.Arguments)
            {
                if (argument.Parameter?.Type.SpecialType == SpecialType.System_String && argument.Value.ConstantValue is { HasValue: true, Value: string name })
                {
                    found.Names.Add(name);
                    isNamed = true;
                }
            }
        }

        if (!isNamed)
            found.Names.Add("");
    }

    private bool HasGuardedService(CancellationToken cancellationToken)
    {
        bool any = false;
        foreach (string name in new[] { "AddSingleton", "AddScoped", "AddTransient", "AddKeyedSingleton", "TryAddSingleton" })
        {
            foreach (SyntaxNode mention in flow.Code.Mentions(name, cancellationToken))
            {
                if (flow.Code.OperationAt(mention, cancellationToken) is not IInvocationOperation registration || !Registers(registration))
                    continue;
                if (!registration.Arguments.Any(argument => new ClientGuard(flow, cancellationToken) { CountsRegistrations = false }.IsGuarded(argument.Value)))
                    return false;
                any = true;
            }
        }

        return any;
    }

    private static bool Registers(IInvocationOperation registration) =>
        registration.TargetMethod.TypeArguments is { Length: > 0 } types
            ? Library.IsHttpClient(types[0])
            : registration.Arguments.Any(static argument => Library.IsHttpClient(argument.Value is IConversionOperation conversion ? conversion.Operand.Type : argument.Value.Type));

    private static string? NameOf(InvocationExpressionSyntax invocation) => invocation.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => null,
    };

    private sealed class Found
    {
        public bool All { get; set; }

        public bool Plain { get; set; }

        // Chains that were followed back to another method's callers, which may be that method itself.
        public HashSet<SyntaxNode> Chains { get; } = [];

        public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

        public HashSet<string> Types { get; } = new(StringComparer.Ordinal);
    }
}
